/** The worker and the forwarder as child JVMs, started from their jars with settings from the environment alone, and ended whatever happens. */
@NullMarked
package com.runmat.telemetry.local.child;

import org.jspecify.annotations.NullMarked;
