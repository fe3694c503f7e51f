/** To come. */
@NullMarked
package com.runmat.telemetry.local;

import org.jspecify.annotations.NullMarked;
