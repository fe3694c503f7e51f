/** The ways out: events leave together, one sender a back end, one outcome an event. */
@NullMarked
package com.runmat.telemetry.worker.delivery;

import org.jspecify.annotations.NullMarked;
