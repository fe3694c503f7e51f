/** Endpoints: what each path answers, and the checks that a request passes before its events are read. Knows {@code ingest}, not {@code delivery}. */
@NullMarked
package com.runmat.telemetry.worker.http;

import org.jspecify.annotations.NullMarked;
