package com.runmat.telemetry.forwarder.admit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests for {@link Admission}. */
class AdmissionTest {
    private static final String EVENT =
            "{\"event_label\":\"runtime_started\",\"session_id\":\"s-1\",\"run_kind\":\"script\","
                    + "\"cid\":\"c-1\",\"payload\":{\"jit_enabled\":true,\"provider\":{\"device\":{\"name\":\"é\\u00e9\"},\"n\":[1,-2.5e3]}}}";
    private static final int QUEUE = 1000;

    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);
    private final EventQueue queue = new EventQueue(
            new QueueLimits(QUEUE, 1 << 24, 100, 1 << 18, Duration.ZERO, Duration.ofMinutes(1)), counters);
    private final InetAddress source = InetAddress.getLoopbackAddress();

    @Test
    void admit_event_queuesItsStampedLine() throws InterruptedException {
        admit(admission(0), EVENT);
        Batch batch = queue.take();
        String line = new String(batch.bytes(), 0, batch.length(), StandardCharsets.UTF_8);
        assertEquals(1, batch.events());
        assertTrue(line.matches("\\{\"received_at_ms\":[0-9]{13},\"transport\":\"udp\",\"event_label.*\\}\n"), line);
        assertEquals(Map.of("received", 1L), increased());
    }

    /** So the time in the socket is part of the time that an event waits for others. */
    @Test
    void admit_afterAWaitInTheSocket_arrivedBefore() throws InterruptedException {
        long waited = Duration.ofSeconds(30).toNanos();
        Admission admission = admission(0);
        admission.waited(waited);
        admit(admission, EVENT);
        assertTrue(queue.take().arrivedNanos(0) - (System.nanoTime() - waited) <= 0);
    }

    @Test
    void admit_notAnObject_isMalformed() {
        Admission admission = admission(0);
        List<String> datagrams = List.of("", " ", "{", "[1]", "1", "null", EVENT + EVENT, EVENT.substring(0, 50), "x");
        datagrams.forEach(datagram -> admit(admission, datagram));
        assertEquals(
                Map.of("received", (long) datagrams.size(), "dropped_malformed", (long) datagrams.size()), increased());
    }

    @Test
    void admit_oversized_isDroppedUnread() {
        byte[] datagram = new byte[Admission.MAX_DATAGRAM + 1];
        Admission admission = admission(0);
        admission.admit(datagram, datagram.length, source);
        admission.endBurst();
        assertEquals(Map.of("received", 1L, "dropped_oversized", 1L), increased());
    }

    @Test
    void admit_largestDatagram_isQueued() {
        String filler = "x".repeat(Admission.MAX_DATAGRAM - "{\"a\":\"\"}".length());
        admit(admission(0), "{\"a\":\"" + filler + "\"}");
        assertEquals(1, queue.events());
    }

    @Test
    void admit_aboveTheRate_isDroppedUnread() {
        Admission admission = admission(1);
        for (int i = 0; i < 10; i++) {
            admit(admission, "not even JSON");
        }
        assertEquals(10, value(ForwarderCounter.RECEIVED));
        assertEquals(10, value(ForwarderCounter.DROPPED_MALFORMED) + value(ForwarderCounter.DROPPED_SOURCE_RATE));
        assertTrue(value(ForwarderCounter.DROPPED_SOURCE_RATE) >= 5);
    }

    @Test
    void admit_queueFull_dropsTheNewest() {
        Admission admission = admission(0);
        for (int i = 0; i < QUEUE + 7; i++) {
            admit(admission, EVENT);
        }
        assertEquals(Map.of("received", QUEUE + 7L, "dropped_queue_full", 7L), increased());
    }

    @Test
    void admit_burst_isCountedAndQueuedAtItsEnd() throws InterruptedException {
        Admission admission = admission(0);
        byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5; i++) {
            admission.admit(event, event.length, source);
            admission.admit(event, 3, source);
        }
        assertEquals(Map.of(), increased());
        admission.endBurst();
        admission.endBurst();
        assertEquals(Map.of("received", 10L, "dropped_malformed", 5L), increased());
        assertEquals(5, queue.take().events());
    }

    /** However large its events are, a burst is a matter of kilobytes. */
    @Test
    void admit_longBurst_isHandedOnBetween() {
        Admission admission = admission(0);
        byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < QUEUE; i++) {
            admission.admit(event, event.length, source);
        }
        assertTrue(queue.events() > QUEUE * 3 / 4, "queued " + queue.events());
    }

    private Admission admission(int rate) {
        return new Admission(new SourceLimiter(rate), queue, counters);
    }

    private void admit(Admission admission, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        admission.admit(Arrays.copyOf(bytes, Admission.MAX_DATAGRAM + 1), bytes.length, source);
        admission.endBurst();
    }

    private long value(ForwarderCounter counter) {
        return counters.value(counter);
    }

    private Map<String, Long> increased() {
        Map<String, Long> increased = new TreeMap<>(counters.snapshot());
        increased.values().removeIf(value -> value == 0);
        return increased;
    }
}
