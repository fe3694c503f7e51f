package com.runmat.telemetry.worker.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.ops.http.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests for {@link Concurrency}. */
class ConcurrencyTest {
    private final Concurrency concurrency = new Concurrency(20);

    @Test
    void acquire_givesAsManyAsTheBound_andThenWaitsForItsDeadline() throws InterruptedException {
        assertEquals(20, acquireAll(true));
        concurrency.release(System.nanoTime(), false);
        assertEquals(1, acquireAll(true));
    }

    @Test
    void acquire_ofBatches_leavesAQuarterToOthers() throws InterruptedException {
        assertEquals(15, acquireAll(false));
        assertEquals(5, acquireAll(true));
    }

    @Test
    void acquire_waitsForAPlace() throws InterruptedException {
        acquireAll(true);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return concurrency.acquire(true, Deadline.in(Duration.ofMinutes(1)));
            } catch (InterruptedException ending) {
                throw new IllegalStateException(ending);
            }
        });
        concurrency.release(System.nanoTime(), false);
        assertTrue(waiting.orTimeout(30, TimeUnit.SECONDS).join());
    }

    @Test
    void release_strained_takesTheLimitDown_onceForAllThatWereOpenTogether() throws InterruptedException {
        acquireAll(true);
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            concurrency.release(began, true);
        }
        assertEquals(14, concurrency.limit());
        assertEquals(14, acquireAll(true));
    }

    @Test
    void release_strainedForEver_leavesFour() throws InterruptedException {
        strain();
        assertEquals(4, concurrency.limit());
        assertEquals(3, acquireAll(false));
        assertEquals(1, acquireAll(true));
    }

    @Test
    void release_answered_addsAboutOneARound_upToTheBound() throws InterruptedException {
        strain();
        acquireAll(true);
        round(4);
        assertEquals(4, concurrency.limit());
        acquireAll(true);
        round(4);
        assertEquals(5, concurrency.limit());
        for (int i = 0; i < 50; i++) {
            round(acquireAll(true));
        }
        assertEquals(20, concurrency.limit());
    }

    @Test
    void release_answeredWhileFewAreOpen_addsNothing() throws InterruptedException {
        strain();
        acquireAll(true);
        round(4);
        int before = concurrency.limit();
        for (int i = 0; i < 100; i++) {
            assertTrue(concurrency.acquire(true, Deadline.in(Duration.ZERO)));
            concurrency.release(System.nanoTime(), false);
        }
        assertEquals(before, concurrency.limit());
    }

    private void strain() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            assertTrue(concurrency.acquire(true, Deadline.in(Duration.ZERO)));
            concurrency.release(System.nanoTime(), true);
        }
    }

    private void round(int open) {
        for (int i = 0; i < open; i++) {
            concurrency.release(System.nanoTime(), false);
        }
    }

    private int acquireAll(boolean urgent) throws InterruptedException {
        int count = 0;
        while (concurrency.acquire(urgent, Deadline.in(Duration.ofMillis(1)))) {
            count++;
        }
        assertFalse(concurrency.acquire(urgent, Deadline.in(Duration.ZERO)));
        return count;
    }
}
