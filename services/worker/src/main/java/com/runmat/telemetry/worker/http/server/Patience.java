package com.runmat.telemetry.worker.http.server;

import java.time.Duration;

/**
 * How long a client may take before its connection is closed.
 *
 * @param head for a request's first line and headers, from their first byte
 * @param body for a whole body once it did not come with its head
 * @param answer for reading a whole answer once it did not fit what the network holds
 * @param idle between two requests
 */
public record Patience(Duration head, Duration body, Duration answer, Duration idle) {
    /**
     * A body of 1 MiB at 100 kB/s, the longest answer at 20 kB/s, and no way to hold a connection for long. Google's load balancers keep a connection for
     * 600 s; whoever closes first must be them, or a request meets a closed one.
     */
    public static final Patience STANDARD = new Patience(
            Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(650));
}
