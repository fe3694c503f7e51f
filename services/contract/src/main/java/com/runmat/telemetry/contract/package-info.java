/** The event: what is read, what may leave, and under which names. */
@NullMarked
package com.runmat.telemetry.contract;

import org.jspecify.annotations.NullMarked;
