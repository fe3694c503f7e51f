package com.runmat.telemetry.worker.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests for {@link SendQueue}. */
class SendQueueTest {
    private final Delivery ann1 = Events.leaving("ann", 1);
    private final Delivery bob2 = Events.leaving("bob", 2);
    private final Delivery ann3 = Events.leaving("ann", 3);
    private final Delivery ann4 = Events.leaving("ann", 4);

    @Test
    void take_fullBatch_doesNotLinger_andKeepsTheOrder() throws InterruptedException {
        SendQueue queue = new SendQueue(2, event -> "");
        queue.add(List.of(ann1, bob2, ann3, ann4));
        queue.awaitDue(SendQueueTest::minute);
        assertEquals(List.of(ann1, bob2), queue.take().deliveries());
        queue.awaitDue(SendQueueTest::minute);
        assertEquals(List.of(ann3, ann4), queue.take().deliveries());
    }

    @Test
    void awaitDue_lingersFromTheFirstEvent() throws InterruptedException {
        SendQueue queue = new SendQueue(10, event -> "");
        long linger = Duration.ofMillis(100).toNanos();
        long added = System.nanoTime();
        queue.add(List.of(ann1));
        long first = queue.awaitDue(() -> linger);
        assertTrue(System.nanoTime() - added >= linger);
        assertTrue(first - added >= 0 && first - System.nanoTime() < 0);
        assertEquals(first, queue.take().firstAtNanos());
    }

    @Test
    void awaitDue_isWokenByTheEventThatFillsTheBatch() {
        SendQueue queue = new SendQueue(2, event -> "");
        CompletableFuture<List<Delivery>> taken = CompletableFuture.supplyAsync(() -> {
            try {
                queue.awaitDue(SendQueueTest::minute);
                return queue.take().deliveries();
            } catch (InterruptedException ending) {
                throw new IllegalStateException(ending);
            }
        });
        queue.add(List.of(ann1));
        queue.add(List.of(bob2));
        assertEquals(List.of(ann1, bob2), taken.orTimeout(30, TimeUnit.SECONDS).join());
    }

    @Test
    void take_eventsOfOneGroup_leaveTogether_theEldestGroupFirst() throws InterruptedException {
        SendQueue queue = new SendQueue(10, Event::distinctId);
        queue.add(List.of(ann1, bob2));
        queue.add(List.of(ann3));
        queue.awaitDue(() -> 0);
        assertEquals(List.of(ann1, ann3), queue.take().deliveries());
        assertEquals(List.of(bob2), queue.take().deliveries());
        assertEquals(List.of(), queue.take().deliveries());
    }

    @Test
    void take_groupWithMoreThanABatch_standsBehindTheOthersWithItsRest() {
        SendQueue queue = new SendQueue(2, Event::distinctId);
        queue.add(List.of(ann1, bob2, ann3, ann4));
        assertEquals(List.of(ann1, ann3), queue.take().deliveries());
        assertEquals(List.of(bob2), queue.take().deliveries());
        assertEquals(List.of(ann4), queue.take().deliveries());
    }

    @Test
    void takeOlder_leavesTheYounger() {
        SendQueue queue = new SendQueue(10, Event::distinctId);
        queue.add(List.of(ann1, bob2));
        long between = System.nanoTime();
        queue.add(List.of(ann3));
        assertEquals(List.of(ann1, bob2), queue.takeOlder(between));
        assertEquals(List.of(ann3), queue.take().deliveries());
    }

    @Test
    void close_returnsTheRest_andTakesNoMore() {
        SendQueue queue = new SendQueue(10, Event::distinctId);
        queue.add(List.of(ann1, bob2, ann3));
        assertEquals(List.of(ann1, ann3, bob2), queue.close());
        assertFalse(queue.add(List.of(ann4)));
        assertEquals(List.of(), queue.take().deliveries());
    }

    private static long minute() {
        return Duration.ofMinutes(1).toNanos();
    }
}
