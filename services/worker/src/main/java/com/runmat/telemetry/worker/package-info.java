/**
 * The worker: events come in by HTTPS and leave for the analytics back ends. {@code http} adapts requests, {@code ingest} is the
 * pivot, {@code delivery} sends; this package puts them together.
 */
@NullMarked
package com.runmat.telemetry.worker;

import org.jspecify.annotations.NullMarked;
