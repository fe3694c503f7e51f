/** The ways out: a sender a back end, with a queue, a concurrency and deadlines of its own. */
@NullMarked
package com.runmat.telemetry.worker.delivery;

import org.jspecify.annotations.NullMarked;
