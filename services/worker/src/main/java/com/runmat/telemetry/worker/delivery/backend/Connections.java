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

    /** To a back end that can tell a second copy of what it got. */
    static HttpPost open() {
        return new HttpPost(CONNECT, MAX_ANSWER);
    }

    /** To one that cannot, so that nothing may be sent into a connection that is closed already. */
    static HttpPost openForOnce() {
        return new HttpPost(CONNECT, MAX_ANSWER, true);
    }
}
