package com.runmat.telemetry.forwarder.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.ops.Counters;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for {@link EventQueue}. */
@Timeout(60)
class EventQueueTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);

    @Test
    void offer_fullByEvents_isRefusedUntilOneHasItsEnd() throws InterruptedException {
        EventQueue queue = queue(3, 1000, Duration.ZERO, NEVER);
        for (int i = 0; i < 3; i++) {
            assertTrue(offer(queue, 1));
        }
        assertFalse(offer(queue, 1));
        Batch batch = queue.take();
        assertFalse(offer(queue, 1), "events in flight count");
        queue.settle(batch.only(event -> event == 0), ForwarderCounter.DELIVERED);
        assertTrue(offer(queue, 1));
        assertEquals(1, counters.value(ForwarderCounter.DELIVERED));
    }

    @Test
    void offer_fullByBytes_isRefused() {
        EventQueue queue = queue(100, 10, Duration.ZERO, NEVER);
        assertTrue(offer(queue, 9));
        assertFalse(offer(queue, 2));
        assertTrue(offer(queue, 1));
        assertEquals(10, queue.bytes());
        assertEquals(2, queue.events());
    }

    @Test
    void offer_burst_takesWhatHasRoom() throws InterruptedException {
        EventQueue queue = queue(3, 100, Duration.ZERO, NEVER);
        assertEquals(2, queue.offer(burst(System.nanoTime(), 60, 60, 30)));
        assertEquals(90, queue.bytes());
        assertEquals(1, queue.offer(burst(System.nanoTime(), 1, 1)));
        assertEquals(3, queue.take().events());
    }

    @Test
    void offer_burst_isCutIntoBatchesInItsOrder() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        long now = System.nanoTime();
        Batch burst = new Batch(0);
        for (int i = 0; i < 23; i++) {
            burst.room(1)[i] = (byte) i;
            burst.add(1, now + i);
        }
        queue.offer(burst);
        burst.clear();
        burst.room(1)[0] = 99;
        for (int events : new int[] {10, 10, 3}) {
            Batch batch = queue.take();
            assertEquals(events, batch.events());
            assertEquals(batch.arrivedNanos(0), now + batch.bytes()[0], "a copy in the order of arrival");
        }
    }

    /** Under load the same few buffers go round. */
    @Test
    void settle_batchIsUsedAgain_asAFreshOne() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        offer(queue, 5);
        Batch first = queue.take();
        queue.putBack(first, Duration.ZERO);
        assertSame(first, queue.take());
        queue.settle(first, ForwarderCounter.DELIVERED);
        offer(queue, 1);
        queue.take();
        offer(queue, 2);
        Batch again = queue.take();
        assertSame(first, again);
        assertEquals(2, again.length());
        assertEquals(1, again.events());
        assertEquals(0, again.tries());
    }

    @Test
    void take_fullBatch_doesNotLinger() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, NEVER, NEVER);
        for (int i = 0; i < 13; i++) {
            offer(queue, 1);
        }
        assertEquals(10, queue.take().events());
        assertEquals(3, queue.events() - 10);
    }

    @Test
    void take_fullByBytes_doesNotLingerAndStaysWithin() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, NEVER, NEVER);
        for (int i = 0; i < 4; i++) {
            offer(queue, 30);
        }
        assertEquals(3, queue.take().events());
    }

    @Test
    void take_eventAboveTheBatchBytes_travelsAlone() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        offer(queue, 500);
        offer(queue, 1);
        assertEquals(500, queue.take().length());
    }

    /** From the second it would take half an hour. */
    @Test
    void take_lingersFromTheFirstEvent() throws Exception {
        Duration linger = Duration.ofMinutes(30);
        Duration left = Duration.ofSeconds(2);
        EventQueue queue = queue(100, 10_000, linger, NEVER);
        CompletableFuture<Batch> taken = takeInBackground(queue);
        long now = System.nanoTime();
        Batch both = burst(now - linger.minus(left).toNanos(), 1);
        both.room(1);
        both.add(1, now);
        queue.offer(both);
        assertEquals(2, taken.get(30, TimeUnit.SECONDS).events());
        assertTrue(System.nanoTime() - now >= left.toNanos());
    }

    @Test
    void take_waitingRelay_isWokenByTheFullBatch() throws Exception {
        EventQueue queue = queue(100, 10_000, NEVER, NEVER);
        CompletableFuture<Batch> taken = takeInBackground(queue);
        for (int i = 0; i < 10; i++) {
            offer(queue, 1);
        }
        assertEquals(10, taken.get(30, TimeUnit.SECONDS).events());
    }

    @Test
    void putBack_comesAgainAfterTheDelay_beforeFreshOnes() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        offer(queue, 5);
        Batch batch = queue.take();
        long since = System.nanoTime();
        queue.putBack(batch, Duration.ofMillis(200));
        Batch again = queue.take();
        assertTrue(System.nanoTime() - since >= Duration.ofMillis(200).toNanos());
        assertSame(batch, again);
        assertEquals(1, again.tries());
        assertEquals(1, counters.value(ForwarderCounter.RETRIED));
    }

    @Test
    void putBack_manyTimes_staysInTheBounds() throws InterruptedException {
        EventQueue queue = queue(3, 1000, Duration.ZERO, NEVER);
        offer(queue, 1);
        queue.putBack(queue.take(), NEVER);
        assertTrue(offer(queue, 1));
        assertTrue(offer(queue, 1));
        assertFalse(offer(queue, 1));
    }

    @Test
    void take_pastTheMaximumAge_dropsAsExpired() throws Exception {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, Duration.ofMinutes(10));
        offer(queue, 3, System.nanoTime() - Duration.ofMinutes(11).toNanos());
        CompletableFuture<Batch> taken = takeInBackground(queue);
        offer(queue, 1);
        assertEquals(1, taken.get(30, TimeUnit.SECONDS).length());
        assertEquals(1, counters.value(ForwarderCounter.DROPPED_EXPIRED));
        assertEquals(1, queue.events());
    }

    @Test
    void take_batchWithSomePastTheMaximumAge_keepsTheOthers() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, Duration.ofMinutes(10));
        long now = System.nanoTime();
        queue.pause(Duration.ofMillis(100));
        offer(queue, 3, now - Duration.ofMinutes(11).toNanos());
        offer(queue, 4, now);
        offer(queue, 5, now - Duration.ofMinutes(9).toNanos());
        Batch batch = queue.take();
        assertEquals(9, batch.length());
        assertEquals(1, counters.value(ForwarderCounter.DROPPED_EXPIRED));
        assertEquals(9, queue.bytes());
    }

    @Test
    void pause_holdsEverythingBack() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        long since = System.nanoTime();
        queue.pause(Duration.ofMillis(200));
        queue.pause(Duration.ZERO); // does not shorten it
        offer(queue, 1);
        queue.take();
        assertTrue(System.nanoTime() - since >= Duration.ofMillis(200).toNanos());
    }

    @Test
    void drain_endsLingerPausesAndDelays() {
        EventQueue queue = queue(100, 10_000, NEVER, NEVER);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 10; i++) {
                offer(queue, 1);
            }
            queue.putBack(queue.take(), NEVER);
            queue.pause(NEVER);
            offer(queue, 1);
            queue.drain();
            assertEquals(10, queue.take().events());
            Batch last = queue.take();
            queue.putBack(last, NEVER);
            assertSame(last, queue.take());
        });
    }

    @Test
    void close_countsWhatIsLeft_andEndsEverything() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        offer(queue, 1);
        Batch inFlight = queue.take();
        offer(queue, 1);
        assertEquals(2, queue.close());
        queue.settle(inFlight, ForwarderCounter.DELIVERED);
        queue.putBack(inFlight, Duration.ZERO);
        assertEquals(1, counters.value(ForwarderCounter.DROPPED_SHUTDOWN));
        assertEquals(1, counters.value(ForwarderCounter.DROPPED_UNANSWERED));
        assertEquals(0, counters.value(ForwarderCounter.DELIVERED));
        assertEquals(0, queue.events());
        assertFalse(offer(queue, 1));
        assertTrue(queue.take().isEmpty());
    }

    @Test
    void close_afterTries_tellsThoseThatMayHaveArrivedFromThoseThatHaveNot() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        offer(queue, 1);
        Batch silent = queue.take();
        silent.leftUnanswered();
        queue.putBack(silent.only(event -> true), NEVER);
        offer(queue, 1);
        queue.putBack(queue.take(), NEVER);
        queue.offer(burst(System.nanoTime(), 60, 60));
        assertEquals(4, queue.close());
        assertEquals(3, counters.value(ForwarderCounter.DROPPED_SHUTDOWN));
        assertEquals(1, counters.value(ForwarderCounter.DROPPED_UNANSWERED));
    }

    @Test
    void take_expiredAfterATryWithoutAnAnswer_countsAsUnanswered() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, Duration.ofMinutes(10));
        offer(queue, 1);
        queue.take();
        Batch grownOld = burst(System.nanoTime() - Duration.ofMinutes(11).toNanos(), 1);
        grownOld.leftUnanswered();
        queue.putBack(grownOld, Duration.ZERO);
        offer(queue, 2);
        assertEquals(2, queue.take().length());
        assertEquals(1, counters.value(ForwarderCounter.DROPPED_UNANSWERED));
        assertEquals(0, counters.value(ForwarderCounter.DROPPED_EXPIRED));
    }

    /** A buffer that is used again is another batch. */
    @Test
    void close_afterAnUnansweredBatchWasDelivered_itsBufferIsNotInDoubt() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        offer(queue, 1);
        Batch silent = queue.take();
        silent.leftUnanswered();
        queue.settle(silent, ForwarderCounter.DELIVERED);
        for (int i = 0; i < 2; i++) {
            offer(queue, 1);
            queue.putBack(queue.take(), NEVER);
        }
        queue.close();
        assertEquals(2, counters.value(ForwarderCounter.DROPPED_SHUTDOWN));
    }

    @Test
    void giveOutNoMore_takesEndAndWhatIsUnderWayHasItsEnd() throws Exception {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        offer(queue, 1);
        Batch underWay = queue.take();
        CompletableFuture<Batch> waiting = takeInBackground(queue);
        queue.giveOutNoMore();
        assertTrue(waiting.get(30, TimeUnit.SECONDS).isEmpty());
        offer(queue, 1);
        assertTrue(queue.take().isEmpty());
        queue.settle(underWay, ForwarderCounter.DELIVERED);
        assertEquals(1, counters.value(ForwarderCounter.DELIVERED));
        assertEquals(1, queue.close());
    }

    /** Its own pauses are cut short at the end, the worker's word is not. */
    @Test
    void rest_whileDraining_isKept() throws InterruptedException {
        EventQueue queue = queue(100, 10_000, Duration.ZERO, NEVER);
        queue.drain();
        long since = System.nanoTime();
        queue.rest(Duration.ofMillis(600));
        offer(queue, 1);
        queue.take();
        assertTrue(System.nanoTime() - since >= Duration.ofMillis(600).toNanos());
    }

    private EventQueue queue(int events, int bytes, Duration linger, Duration maxAge) {
        return new EventQueue(new QueueLimits(events, bytes, 10, 100, linger, maxAge), counters);
    }

    private static boolean offer(EventQueue queue, int size) {
        return offer(queue, size, System.nanoTime());
    }

    private static boolean offer(EventQueue queue, int size, long arrivedNanos) {
        return queue.offer(burst(arrivedNanos, size)) == 1;
    }

    private static Batch burst(long arrivedNanos, int... sizes) {
        Batch burst = new Batch(0);
        for (int size : sizes) {
            burst.room(size);
            burst.add(size, arrivedNanos);
        }
        return burst;
    }

    private static CompletableFuture<Batch> takeInBackground(EventQueue queue) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take();
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
        });
    }
}
