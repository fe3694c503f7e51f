package com.runmat.telemetry.forwarder.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.ops.Counters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for what a full queue keeps. */
@Timeout(60)
class SheddingTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);

    @ParameterizedTest
    @ValueSource(strings = {"runtime_finished", "runtime.run.finished", "install_failed", "install_complete"})
    void offer_full_anEndTakesThePlaceOfTheEldestBeginning(String end) throws InterruptedException {
        EventQueue queue = queue(4, 10_000, 2);
        offer(queue, "runtime_started", 1, 2);
        offer(queue, end, 3);
        offer(queue, "runtime_started", 4);
        assertEquals(1, offer(queue, end, 5));
        assertEquals(1, counters.value(ForwarderCounter.DROPPED_QUEUE_FULL));
        assertEquals(List.of(2, 3, 4, 5), numbers(queue));
    }

    @ParameterizedTest
    @CsvSource({
        "runtime_started, runtime_started",
        "install_start, runtime_started",
        "unheard_of, runtime_started",
        "runtime_started, runtime_finished",
        "runtime_finished, runtime_finished",
        "install_failed, runtime_finished"
    })
    void offer_full_whatIsWorthNoMoreThanTheRest_isRefused(String fresh, String waiting) throws InterruptedException {
        EventQueue queue = queue(4, 10_000, 2);
        offer(queue, waiting, 1, 2, 3, 4);
        assertEquals(0, offer(queue, fresh, 5), "the newest is refused, as ever");
        assertEquals(0, counters.value(ForwarderCounter.DROPPED_QUEUE_FULL), "whoever offered it counts it");
        assertEquals(List.of(1, 2, 3, 4), numbers(queue));
    }

    @Test
    void offer_fullByBytes_shedsAsManyAsItTakes() throws InterruptedException {
        int line = line("runtime_started", 1).length();
        EventQueue queue = queue(100, 4L * line, 2);
        offer(queue, "runtime_started", 1, 2, 3, 4);
        Batch large = batch(" ".repeat(line) + line("runtime_finished", 5));
        assertEquals(1, queue.offer(large));
        assertTrue(queue.bytes() <= 4L * line, () -> "holds " + queue.bytes());
        assertEquals(5 - queue.events(), counters.value(ForwarderCounter.DROPPED_QUEUE_FULL));
        assertEquals(5, numbers(queue).getLast());
    }

    /** Of 20,000 events a hundredth goes at once; nothing is lost without a count, and all ends stay. */
    @Test
    void offer_floodOfBeginnings_thenEnds_keepsEveryEnd() throws InterruptedException {
        int room = 20_000;
        EventQueue queue = queue(room, 100_000_000, 1000);
        for (int i = 0; i < 2 * room; i++) {
            counters.add(ForwarderCounter.DROPPED_QUEUE_FULL, 1 - offer(queue, "runtime_started", i));
        }
        int ends = 5000;
        for (int i = 0; i < ends; i++) {
            assertEquals(1, offer(queue, "runtime_finished", 2 * room + i));
        }
        List<Integer> left = numbers(queue);
        assertEquals(ends, left.stream().filter(number -> number >= 2 * room).count());
        assertEquals(left.stream().sorted().toList(), left, "in the order of arrival");
        assertEquals(2 * room + ends, left.size() + counters.value(ForwarderCounter.DROPPED_QUEUE_FULL));
        assertTrue(left.size() > room - 2 * room / 100, () -> "kept only " + left.size());
        assertFalse(left.contains(0), "the eldest went");
        assertTrue(left.contains(room - 1), "the youngest stayed");
    }

    @Test
    void offer_afterTheFrontHasLeft_stillShedsTheEldest() throws InterruptedException {
        EventQueue queue = queue(6, 10_000, 2);
        offer(queue, "runtime_finished", 1, 2, 3);
        offer(queue, "runtime_started", 4, 5, 6);
        offer(queue, "runtime_finished", 7);
        queue.settle(queue.take(), ForwarderCounter.DELIVERED);
        offer(queue, "runtime_started", 8, 9);
        assertEquals(1, offer(queue, "install_failed", 10));
        assertEquals(List.of(3, 6, 7, 8, 9, 10), numbers(queue));
    }

    private EventQueue queue(int events, long bytes, int batchEvents) {
        return new EventQueue(new QueueLimits(events, bytes, batchEvents, 1 << 20, Duration.ZERO, NEVER), counters);
    }

    private static int offer(EventQueue queue, String label, int... numbers) {
        int taken = 0;
        for (int number : numbers) {
            taken += queue.offer(batch(line(label, number)));
        }
        return taken;
    }

    private static String line(String label, int number) {
        return "{\"transport\":\"udp\",\"event_label\" : \"%s\",\"n\":\"#%d#\",\"payload\":{\"event_label\":\"install_failed\"}}\n"
                .formatted(label, number);
    }

    private static Batch batch(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        Batch batch = new Batch(bytes.length);
        System.arraycopy(bytes, 0, batch.room(bytes.length), 0, bytes.length);
        batch.add(bytes.length, System.nanoTime());
        return batch;
    }

    private static List<Integer> numbers(EventQueue queue) throws InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        while (queue.events() > 0) {
            Batch batch = queue.take();
            String lines = new String(batch.bytes(), 0, batch.length(), StandardCharsets.US_ASCII);
            for (String line : lines.split("\n", 0)) {
                numbers.add(Integer.parseInt(line.split("#", -1)[1]));
            }
            queue.settle(batch, ForwarderCounter.DELIVERED);
        }
        return numbers;
    }
}
