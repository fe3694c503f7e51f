package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.ops.http.HttpPost;
import java.time.Duration;

/** How a back end is connected to. */
final class Connections {
    /** For TCP; with a host that is up it takes a tenth of this. */
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Bytes, far above what a back end has to say. */
    private static final int MAX_ANSWER = 64 * 1024;

    private Connections() {}

    static HttpPost open() {
        return new HttpPost(CONNECT, MAX_ANSWER);
    }
}
