package com.runmat.telemetry.forwarder.queue;

import java.time.Duration;

/**
 * When nothing is given out although something waits, and how long a batch that came back waits: as long as is asked for, within the
 * maximum age; while draining only for a moment, for there is no later. Owned by the queue, and used under its lock.
 */
final class Pauses {
    private static final Duration DRAIN_DELAY = Duration.ofMillis(250);

    /** A rest that the worker itself asks for. */
    private static final Duration DRAIN_REST = Duration.ofSeconds(5);

    private final Duration maxAge;
    private long until = System.nanoTime();
    private boolean draining;

    Pauses(Duration maxAge) {
        this.maxAge = maxAge;
    }

    /** When a batch may leave again that comes back now. */
    long over(Duration delay) {
        return System.nanoTime() + atMost(delay, DRAIN_DELAY).toNanos();
    }

    /** Nothing leaves for a while, as the worker is away. */
    void pause(Duration delay) {
        extend(atMost(delay, DRAIN_DELAY));
    }

    /** Nothing leaves for a while, as the worker asks for that. */
    void rest(Duration asked) {
        extend(atMost(asked, DRAIN_REST));
    }

    private void extend(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        until = end - until > 0 ? end : until;
    }

    private Duration atMost(Duration delay, Duration whileDraining) {
        Duration limit = draining ? whileDraining : maxAge;
        return delay.compareTo(limit) < 0 ? delay : limit;
    }

    /** Nanoseconds until it is over; zero or less where it is. */
    long left(long now) {
        return until - now;
    }

    /** It is over now, and later ones are short. */
    void drain(long now) {
        draining = true;
        until = now;
    }

    boolean draining() {
        return draining;
    }
}
