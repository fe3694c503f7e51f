package com.runmat.telemetry.forwarder.admit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.contract.Reading;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.queue.Batch;
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
    private int readable;

    @Test
    void admit_mutatedDatagrams_neverThrowsAndAddsUp() throws InterruptedException {
        Random random = new Random(20261124);
        Admission admission = new Admission(new SourceLimiter(0), queue, counters);
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = Datagrams.next(random, EVENTS.get(random.nextInt(EVENTS.size())));
            admission.admit(datagram, datagram.length, InetAddress.getLoopbackAddress());
            if (random.nextInt(8) == 0) {
                admission.endBurst();
            }
            // for a while out of ten nobody takes what waits, and the queue is full
            if (queue.events() > QUEUE / 2 && i / 5_000 % 10 != 9) {
                settle(queue.take());
            }
        }
        admission.endBurst();
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
        assertTrue(readable > delivered / 2, "lines that the worker reads: " + readable + " of " + delivered);
    }

    private void settle(Batch batch) {
        String text = new String(batch.bytes(), 0, batch.length(), StandardCharsets.ISO_8859_1);
        List<String> lines = text.lines().toList();
        // one line each, or the batch would shift its results
        assertEquals(batch.events(), lines.size());
        assertTrue(text.endsWith("\n") && text.indexOf('\r') < 0);
        lines.forEach(line -> assertReadable(line.getBytes(StandardCharsets.ISO_8859_1)));
        queue.settle(batch, ForwarderCounter.DELIVERED);
    }

    private void assertReadable(byte[] line) {
        Reading reading = reader.read(line, 0, line.length, ARRIVAL);
        if (reading instanceof com.runmat.telemetry.contract.Event read) {
            readable++;
            assertEquals("udp", read.value(Field.TRANSPORT));
            assertNotEquals(1L, read.value(Field.RECEIVED_AT));
            assertEquals(read, reader.read(line, 0, line.length, ARRIVAL), "a repeated line is the same event");
        }
    }
}
