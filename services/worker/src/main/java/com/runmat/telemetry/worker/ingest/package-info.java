/** The pivot of the worker: events in, one outcome each. */
@NullMarked
package com.runmat.telemetry.worker.ingest;

import org.jspecify.annotations.NullMarked;
