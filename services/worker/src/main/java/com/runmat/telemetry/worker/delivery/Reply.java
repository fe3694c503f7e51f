package com.runmat.telemetry.worker.delivery;

import java.time.Duration;
import java.util.Optional;

/** What came back for one request. */
sealed interface Reply {
    /** An answer, with its body's beginning. */
    record Answered(int status, Optional<Duration> retryAfter, String body) implements Reply {
        boolean ok() {
            return status / 100 == 2;
        }

        /** The back end says that it did not take the request, and would take it later. */
        boolean later() {
            return status == 408 || status == 429 || status >= 500;
        }
    }

    /** No connection came about: nothing was sent. */
    record Unreachable() implements Reply {}

    /** The connection broke or the time was over: the request may have arrived. */
    record Unanswered() implements Reply {}
}
