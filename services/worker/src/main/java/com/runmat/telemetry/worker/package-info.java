/** To come. */
@NullMarked
package com.runmat.telemetry.worker;

import org.jspecify.annotations.NullMarked;
