package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.queue.EventQueue;
import java.time.Duration;

/**
 * Whether the worker can be reached, learnt from all relays together. One failed request delays its own events alone. When
 * several fail and none succeeds, or the worker asks for a rest by {@code Retry-After}, the whole queue pauses; without that
 * each relay would knock with one batch after the other at a worker that is away. Thread-safe.
 */
final class Availability {
    /** Failures without a success between them from which the queue pauses. */
    private static final int TOLERATED = 2;

    private final EventQueue queue;
    private final Backoff backoff;
    private int failures;
    private int pauses;
    private long pausedAt = System.nanoTime();

    Availability(EventQueue queue, Backoff backoff) {
        this.queue = queue;
        this.backoff = backoff;
    }

    synchronized void succeeded() {
        failures = 0;
        pauses = 0;
    }

    /**
     * @param startedAt when the request began; one from before the last pause says nothing new
     * @param after the rest that the worker asked for, or zero
     */
    synchronized void failed(long startedAt, Duration after) {
        failures++;
        if (after.isPositive()) {
            queue.rest(after);
        }
        if (failures > TOLERATED && startedAt - pausedAt >= 0) {
            pauses++;
            pausedAt = System.nanoTime();
            queue.pause(backoff.delay(pauses));
        }
    }
}
