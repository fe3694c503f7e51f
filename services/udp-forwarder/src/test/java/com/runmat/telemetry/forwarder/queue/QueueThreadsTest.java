package com.runmat.telemetry.forwarder.queue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.ops.Counters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for what threads of {@link EventQueue} do to each other. */
@Timeout(60)
class QueueThreadsTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private EventQueue queue = lingering(NEVER);

    @Test
    void anyCall_leavesTheQueueToOtherThreads() throws Exception {
        offer(10);
        Batch taken = queue.take();
        List<Consumer<EventQueue>> calls = List.of(
                EventQueue::events,
                EventQueue::bytes,
                each -> each.pause(Duration.ZERO),
                each -> each.putBack(taken, Duration.ZERO),
                each -> each.settle(new Batch(0), ForwarderCounter.DELIVERED),
                EventQueue::drain,
                EventQueue::close);
        for (int i = 0; i < calls.size(); i++) {
            calls.get(i).accept(queue);
            var other = CompletableFuture.supplyAsync(queue::events);
            assertEquals(i < calls.size() - 1 ? 10 : 0, other.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void drain_wakesWhoLingers() throws Exception {
        offer(1);
        FutureTask<Batch> waiting = waiting();
        queue.drain();
        assertEquals(1, waiting.get(30, TimeUnit.SECONDS).events());
    }

    @Test
    void close_wakesWhoWaits_withNothing() throws Exception {
        FutureTask<Batch> waiting = waiting();
        queue.close();
        assertTrue(waiting.get(30, TimeUnit.SECONDS).isEmpty());
    }

    @Test
    void giveOutNoMore_wakesWhoWaits_withNothing() throws Exception {
        FutureTask<Batch> waiting = waiting();
        queue.giveOutNoMore();
        assertTrue(waiting.get(30, TimeUnit.SECONDS).isEmpty());
    }

    @Test
    void putBack_wakesWhoWaits() throws Exception {
        offer(10);
        Batch batch = queue.take();
        FutureTask<Batch> waiting = waiting();
        queue.putBack(batch, Duration.ZERO);
        assertEquals(10, waiting.get(30, TimeUnit.SECONDS).events());
    }

    @Test
    void offer_firstEvent_wakesWhoWaits() throws Exception {
        queue = lingering(Duration.ZERO);
        FutureTask<Batch> waiting = waiting();
        offer(1);
        assertEquals(1, waiting.get(30, TimeUnit.SECONDS).events());
    }

    @Test
    void offer_burstThatFillsABatch_wakesWhoWaits() throws Exception {
        FutureTask<Batch> waiting = waiting();
        offer(10);
        assertEquals(10, waiting.get(30, TimeUnit.SECONDS).events());
    }

    /** Whoever is woken leaves it to the next to wait for what is still there. */
    @Test
    void take_leavesWhatIsStillThereToTheNext() throws Exception {
        offer(10);
        Batch again = queue.take();
        assertNextGets(10, () -> offer(20));
        queue = lingering(Duration.ofMillis(1));
        assertNextGets(1, () -> offer(11));
        queue = lingering(NEVER);
        assertNextGets(10, () -> {
            queue.putBack(again, Duration.ofMillis(200));
            offer(10);
        });
    }

    private void assertNextGets(int events, Runnable offers) throws Exception {
        FutureTask<Batch> first = waiting();
        FutureTask<Batch> next = waiting(Thread.State.WAITING);
        offers.run();
        List<Integer> sizes = List.of(
                first.get(30, TimeUnit.SECONDS).events(),
                next.get(30, TimeUnit.SECONDS).events());
        assertEquals(List.of(10, events), sizes);
    }

    private static EventQueue lingering(Duration linger) {
        return new EventQueue(
                new QueueLimits(100, 10_000, 10, 100, linger, NEVER), new Counters<>(ForwarderCounter.class));
    }

    /** A relay that waits for what may never come. */
    private FutureTask<Batch> waiting() {
        return waiting(Thread.State.TIMED_WAITING);
    }

    private FutureTask<Batch> waiting(Thread.State state) {
        FutureTask<Batch> take = new FutureTask<>(queue::take);
        Thread relay = Thread.ofPlatform().daemon().start(take);
        await().atMost(Duration.ofSeconds(30)).until(() -> relay.getState() == state);
        assertFalse(take.isDone());
        return take;
    }

    private void offer(int events) {
        Batch fresh = new Batch(0);
        for (int i = 0; i < events; i++) {
            fresh.room(1);
            fresh.add(1, System.nanoTime());
        }
        queue.offer(fresh);
    }
}
