package com.runmat.telemetry.forwarder.admit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.contract.Reading;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.queue.Event;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.queue.QueueLimits;
import com.runmat.telemetry.ops.Counters;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random, truncated and mutated datagrams through admission and framer, the same in every run: no exception, each has one end,
 * and what leaves is a line that the worker can read. {@code -Dfuzz.datagrams=10000000} is the long run.
 */
class FuzzTest {
    private static final int DATAGRAMS = Integer.getInteger("fuzz.datagrams", 100_000);
    private static final int QUEUE = 1000;
    private static final Arrival ARRIVAL = new Arrival(4_000_000_000_000L, "https");
    private static final List<String> EVENTS = List.of(
            "{\"event_label\":\"runtime_started\",\"session_id\":\"s-1\",\"run_kind\":\"script\","
                    + "\"cid\":\"c-1\",\"payload\":{\"jit_enabled\":true,\"provider\":{\"device\":{\"name\":\"é\\u00e9\"},\"n\":[1,-2.5e3]}}}",
            "{\"received_at_ms\":1,\"event_label\":\"install_start\",\"transport\":\"https\",\"os\":\"linux\",\"uuid\":null}",
            " {\"uuid\" : \"0190f5b0-7f4e-7c5a-8b1a-2f5a3c9d1e00\" ,\n\"transport\":[{}], \"event_label\":\"install_failed\"}\n");

    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);
    private final EventQueue queue =
            new EventQueue(new QueueLimits(QUEUE, 1 << 24, 100, 1 << 18, Duration.ZERO, Duration.ofHours(1)), counters);
    private final EventReader reader = new EventReader(Omission.Observer.NONE);

    @Test
    void admit_mutatedDatagrams_neverThrowsAndAddsUp() throws InterruptedException {
        Random random = new Random(20261124);
        Admission admission = new Admission(new SourceLimiter(0), queue, counters);
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = Datagrams.next(random, EVENTS.get(random.nextInt(EVENTS.size())));
            admission.admit(datagram, datagram.length, InetAddress.getLoopbackAddress());
            // for a while out of ten nobody takes what waits, and the queue is full
            if (queue.events() > QUEUE / 2 && i / 5_000 % 10 != 9) {
                settle(queue.take());
            }
        }
        while (queue.events() > 0) {
            settle(queue.take());
        }
        long dropped = Arrays.stream(ForwarderCounter.values())
                .filter(counter -> counter.name().startsWith("DROPPED_"))
                .mapToLong(counters::value)
                .sum();
        long delivered = counters.value(ForwarderCounter.DELIVERED);
        assertEquals(DATAGRAMS, counters.value(ForwarderCounter.RECEIVED));
        assertEquals(DATAGRAMS, delivered + dropped);
        assertEquals(0, counters.value(ForwarderCounter.DROPPED_INTERNAL));
        assertTrue(counters.value(ForwarderCounter.DROPPED_QUEUE_FULL) > 0, "the queue was never full");
        assertTrue(delivered > DATAGRAMS / 6 && dropped > DATAGRAMS / 6, "one-sided: " + counters.snapshot());
    }

    private void settle(List<Event> batch) {
        for (Event event : batch) {
            byte[] line = event.line();
            // one line each, or the batch would shift its results
            assertEquals(line.length - 1, indexOf(line, (byte) '\n'));
            assertEquals(-1, indexOf(line, (byte) '\r'));
            Reading reading = reader.read(line, 0, line.length, ARRIVAL);
            assertNotEquals(Refusal.INVALID_JSON, reading, () -> new String(line, StandardCharsets.UTF_8));
            if (reading instanceof com.runmat.telemetry.contract.Event read) {
                assertEquals("udp", read.value(Field.TRANSPORT));
                assertEquals(read, reader.read(line, 0, line.length, ARRIVAL), "a repeated line is the same event");
            }
        }
        queue.settle(batch, ForwarderCounter.DELIVERED);
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
