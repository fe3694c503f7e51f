/** The HTTP server: the only room that knows the library behind it. */
@NullMarked
package com.runmat.telemetry.worker.http.server;

import org.jspecify.annotations.NullMarked;
