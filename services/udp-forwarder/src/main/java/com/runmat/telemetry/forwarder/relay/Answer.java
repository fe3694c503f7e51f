package com.runmat.telemetry.forwarder.relay;

import java.time.Duration;

/** What became of a batch at the worker. */
sealed interface Answer {
    /** All of it was taken. */
    record Accepted() implements Answer {}

    /**
     * Each event has its own outcome.
     *
     * @param statuses one an event, in the order of the batch; 0 for those that were taken
     */
    @SuppressWarnings("ArrayRecordComponent") // made once a batch, read once, never kept
    record Partly(int[] statuses) implements Answer {}

    /** None was taken, and the same request would be refused again. */
    record Refused(int status) implements Answer {}

    /**
     * No answer, or one that asks for another try.
     *
     * @param status 0 when there was none
     * @param after what the worker asked for, else zero
     */
    record Retry(int status, Duration after) implements Answer {}

    /** Whether a status, of a request or of one event, may be different on another try. */
    static boolean isRetryable(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }
}
