package com.runmat.telemetry.ops.http;

import java.time.Duration;

/** A moment by the monotonic clock, {@link System#nanoTime()}, until which something may take. */
public record Deadline(long nanoTime) {
    /** This long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The time left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** The earlier of the two. */
    public Deadline orEarlier(Deadline other) {
        return nanoTime - other.nanoTime <= 0 ? this : other;
    }
}
