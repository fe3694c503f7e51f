/** To come. */
@NullMarked
package com.runmat.telemetry.forwarder;

import org.jspecify.annotations.NullMarked;
