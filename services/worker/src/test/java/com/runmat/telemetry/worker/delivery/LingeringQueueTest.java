package com.runmat.telemetry.worker.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for {@link LingeringQueue}. */
@Timeout(30)
class LingeringQueueTest {
    private record Numbered(int number) implements Delivery {
        @Override
        public Event event() {
            throw new UnsupportedOperationException("not asked for here");
        }

        @Override
        public void completed(Outcome outcome) {
            throw new UnsupportedOperationException("not told here");
        }
    }

    @Test
    void take_fullBatch_doesNotLinger_andKeepsTheOrder() throws InterruptedException {
        LingeringQueue queue = new LingeringQueue(2, Duration.ofMinutes(1));
        queue.add(List.of(new Numbered(1), new Numbered(2), new Numbered(3), new Numbered(4)));
        assertEquals(List.of(new Numbered(1), new Numbered(2)), queue.take().deliveries());
        assertEquals(List.of(new Numbered(3), new Numbered(4)), queue.take().deliveries());
    }

    @Test
    void take_lingersFromTheFirstEvent() throws InterruptedException {
        LingeringQueue queue = new LingeringQueue(10, Duration.ofMillis(100));
        long added = System.nanoTime();
        queue.add(List.of(new Numbered(1)));
        LingeringQueue.Batch batch = queue.take();
        assertTrue(System.nanoTime() - added >= Duration.ofMillis(100).toNanos());
        assertEquals(1, batch.deliveries().size());
        assertTrue(batch.firstAtNanos() - added >= 0 && batch.firstAtNanos() - System.nanoTime() < 0);
    }

    @Test
    void take_isWokenByTheEventThatFillsTheBatch() {
        LingeringQueue queue = new LingeringQueue(2, Duration.ofMinutes(1));
        CompletableFuture<LingeringQueue.Batch> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take();
            } catch (InterruptedException ending) {
                throw new IllegalStateException(ending);
            }
        });
        Numbered first = new Numbered(1);
        queue.add(List.of(first));
        queue.add(List.of(new Numbered(2)));
        assertSame(first, taken.join().deliveries().get(0));
        assertEquals(2, taken.join().deliveries().size());
    }
}
