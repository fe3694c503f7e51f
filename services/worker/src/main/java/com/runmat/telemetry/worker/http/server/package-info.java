/** The HTTP server, and the only room that knows sockets. */
@NullMarked
package com.runmat.telemetry.worker.http.server;

import org.jspecify.annotations.NullMarked;
