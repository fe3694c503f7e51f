package com.runmat.telemetry.ops.http;

import java.time.Duration;
import java.util.Optional;

/** What came back for one request. */
public sealed interface HttpReply {
    /**
     * An answer.
     *
     * @param retryAfter what the header asked for, in seconds or until a date; empty without a header that can be read
     * @param body its beginning, up to the limit of the {@link HttpPost}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
    record Answered(int status, Optional<Duration> retryAfter, byte[] body) implements HttpReply {
        /** The request was taken. */
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    /** No connection came about: nothing was sent. */
    record Unreachable() implements HttpReply {}

    /** The connection broke or the time was over: the request may have arrived. */
    record Unanswered() implements HttpReply {}
}
