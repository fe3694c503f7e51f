package com.runmat.telemetry.ops.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests for {@link Lookout}. */
class LookoutTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Lookout lookout = new Lookout();

    @Test
    void watch_pastItsDeadline_isCutAgainAndAgain_untilItEnds() {
        AtomicInteger cuts = new AtomicInteger();
        long deadline = System.nanoTime() + Duration.ofMillis(120).toNanos();
        AtomicInteger early = new AtomicInteger();
        Lookout.Watch watch = lookout.watch(
                () -> {
                    early.addAndGet(System.nanoTime() - deadline < 0 ? 1 : 0);
                    cuts.incrementAndGet();
                },
                deadline);
        await().atMost(SOON).until(() -> cuts.get() >= 3);
        lookout.end(watch);
        assertEquals(0, early.get());
    }

    /** It sleeps while nothing is under way, and has to be woken. */
    @Test
    void watch_afterAnother_isCutAsWell() {
        for (int i = 0; i < 5; i++) {
            AtomicInteger cuts = new AtomicInteger();
            Lookout.Watch watch = lookout.watch(cuts::incrementAndGet, System.nanoTime());
            await().atMost(SOON).until(() -> cuts.get() > 0);
            lookout.end(watch);
        }
    }

    @Test
    void end_beforeTheDeadline_cutsNothing() {
        AtomicInteger cuts = new AtomicInteger();
        lookout.end(lookout.watch(
                cuts::incrementAndGet, System.nanoTime() + Duration.ofSeconds(1).toNanos()));
        AtomicInteger others = new AtomicInteger();
        Lookout.Watch later = lookout.watch(
                others::incrementAndGet,
                System.nanoTime() + Duration.ofSeconds(2).toNanos());
        await().atMost(SOON).until(() -> others.get() > 0);
        lookout.end(later);
        assertEquals(0, cuts.get());
    }
}
