package com.runmat.telemetry.worker.delivery;

import java.time.Duration;

/** A moment by the monotonic clock until which something may take. */
record Deadline(long nanoTime) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** This moment, or a later one if less than the time is left until it. */
    Deadline butAtLeast(Duration time) {
        return remaining().compareTo(time) >= 0 ? this : in(time);
    }
}
