package com.runmat.telemetry.forwarder.relay;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with full jitter: a random time up to 250 ms, 500 ms, 1 s, … and at most {@code max}. Randomness over the
 * whole range, as it spreads the retries of many forwarders best.
 */
record Backoff(Duration max) {
    private static final long FIRST_MILLIS = 250;

    /** @param failures in a row, 1 or more */
    Duration delay(int failures) {
        long ceiling = Math.min(max.toMillis(), FIRST_MILLIS << Math.clamp(failures - 1, 0, 20));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling + 1));
    }
}
