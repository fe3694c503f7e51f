package com.runmat.telemetry.forwarder.admit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests for {@link SourceLimiter}. */
class SourceLimiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = Long.MAX_VALUE - SECOND; // nanoTime may wrap

    private final SourceLimiter limiter = new SourceLimiter(10);

    @Test
    void allow_atOnce_allowsTheBurst() {
        assertEquals(20, allowed(1, START, 100));
    }

    @Test
    void allow_afterTheBurst_allowsTheRate() {
        allowed(1, START, 100);
        int allowed = 0;
        for (int i = 1; i <= 500; i++) {
            allowed += allowed(1, START + i * SECOND / 100, 1);
        }
        assertEquals(50, allowed);
    }

    @Test
    void allow_afterALongRest_allowsOneBurst() {
        allowed(1, START, 100);
        assertEquals(20, allowed(1, START + 3600 * SECOND, 100));
    }

    @Test
    void allow_otherNetwork_hasItsOwnBucket() {
        allowed(1, START, 100);
        assertTrue(limiter.allow(2, START));
    }

    @Test
    void allow_floodOfNetworks_forgetsFullBucketsFirst() {
        allowed(42, START, 100);
        for (long network = 1000; network < 1000 + 64L * SourceLimiter.SETS; network++) {
            limiter.allow(network, START);
        }
        // 8 times more networks than slots, each with a nearly full bucket: the empty one is still known
        assertFalse(limiter.allow(42, START));
    }

    /** Its table is made once; a map of them would take a hundred bytes for each. */
    @Test
    void allow_aMillionForgedSources_takesNoMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        limiter.allow(1, START);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (long network = 0; network < 1_000_000; network++) {
            limiter.allow(network * 0x9E3779B97F4A7C15L, START);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_000_000, () -> "allocated " + allocated + " bytes");
    }

    /** Neighbours as well: were they crowded into some of the sets, they would forget each other. */
    @Test
    void allow_aThirdOfTheTable_isRememberedNearlyWhole() {
        SourceLimiter slow = new SourceLimiter(1);
        int networks = 20_000;
        assertEquals(networks, allowedOnceEach(slow, networks), "each has a bucket of its own");
        assertEquals(networks, allowedOnceEach(slow, networks), "of two");
        int forgotten = allowedOnceEach(slow, networks);
        assertTrue(forgotten < networks / 50, () -> "forgotten: " + forgotten);
    }

    private static int allowedOnceEach(SourceLimiter limiter, int networks) {
        int allowed = 0;
        for (long network = 0; network < networks; network++) {
            allowed += limiter.allow((1L << 62) | network, START) ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void allow_newNetworkInAFullTable_hasItsBurst() {
        for (long network = 1000; network < 1000 + 64L * SourceLimiter.SETS; network++) {
            limiter.allow(network, START);
        }
        assertEquals(20, allowed(1, START, 100));
    }

    @Test
    void limits_rateZero_isOff() {
        assertFalse(new SourceLimiter(0).limits());
        assertTrue(limiter.limits());
    }

    @Test
    void allow_highestRate_stillLimits() {
        SourceLimiter fast = new SourceLimiter(1_000_000);
        int allowed = 0;
        for (int i = 0; i < 3_000_000; i++) {
            allowed += fast.allow(1, START) ? 1 : 0;
        }
        assertEquals(2_000_000, allowed);
    }

    private int allowed(long network, long at, int tries) {
        int allowed = 0;
        for (int i = 0; i < tries; i++) {
            allowed += limiter.allow(network, at) ? 1 : 0;
        }
        return allowed;
    }
}
