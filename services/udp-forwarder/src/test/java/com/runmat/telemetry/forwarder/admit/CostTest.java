package com.runmat.telemetry.forwarder.admit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.queue.Batch;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.queue.QueueLimits;
import com.runmat.telemetry.ops.Counters;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The short form of docs/performance.md: what a datagram costs between the socket and the relay, beside what it costs the JVM to
 * read it from the socket and do nothing. Both are this thread's CPU time, in turns of a millisecond or two in one run, and of
 * each the best turn counts; so neither the machine's speed nor what else runs on it matters.
 */
@Timeout(120)
@Order(1)
class CostTest {
    /** Usual is 1.4. Framed three times over, it is 3.6. */
    private static final double MOST_TIMES_RECEIVING = 2.2;

    /** Usual is 0.1, as the buffers of batches go round. With a JSON parser it was 7. */
    private static final double MOST_TIMES_LINES = 0.5;

    private static final int TURNS = 150;
    private static final int BURST = 64;
    private static final int TURN = 16 * BURST;
    private static final byte[] EVENT = """
            {"event_label":"runtime_finished","cid":"eac98648-3b42-41c7-a887-7452dd08cbf0","session_id":"9e2a9d9f-4e37-4000-8000-000000000001",\
            "run_kind":"script","os":"macos","arch":"aarch64","release":"0.2.8","payload":{"duration_us":4412,"success":true,"jit_enabled":true,\
            "jit_used":true,"accelerate_enabled":true,"provider":{"device":{"name":"NVIDIA RTX 4090","vendor":"NVIDIA","backend":"cuda"},\
            "telemetry":{"gpu_dispatches":12,"gpu_wall_ns":1850000,"upload_bytes":262144,"download_bytes":0,"fusion_cache_hits":8,\
            "fusion_cache_misses":1}}}}""".getBytes(StandardCharsets.US_ASCII);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);
    private final EventQueue queue = new EventQueue(
            new QueueLimits(20_000, 16 << 20, 1000, 512 << 10, Duration.ZERO, Duration.ofMinutes(10)), counters);
    private final Admission admission = new Admission(new SourceLimiter(1_000_000), queue, counters);
    private final InetAddress source = InetAddress.getLoopbackAddress();
    private final DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(source, 0));
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Admission.MAX_DATAGRAM + 1);
    private long lines;

    CostTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @Test
    void admit_costsLittleBesideReceiving() throws Exception {
        long receiving = Long.MAX_VALUE;
        long admitting = Long.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            receiving = Math.min(receiving, receive());
            admitting = Math.min(admitting, admit());
        }
        double times = (double) admitting / receiving;
        System.out.printf("to admit costs %.2f times what it costs to receive%n", times);
        assertTrue(times < MOST_TIMES_RECEIVING, "to admit costs " + times + " times what it costs to receive");
    }

    @Test
    void admit_allocatesLittleMoreThanTheLines() throws Exception {
        admit();
        long before = threads.getCurrentThreadAllocatedBytes();
        lines = 0;
        for (int turn = 0; turn < 10; turn++) {
            admit();
        }
        double times = (double) (threads.getCurrentThreadAllocatedBytes() - before) / lines;
        System.out.printf("admission and queue allocate %.2f times the bytes of the lines%n", times);
        assertTrue(times < MOST_TIMES_LINES, "admission and queue allocate " + times + " times the bytes of the lines");
    }

    /** This thread's nanoseconds for reading the datagrams of a turn; those for sending them do not count. */
    private long receive() throws IOException {
        long nanos = 0;
        for (int burst = 0; burst < TURN / BURST; burst++) {
            for (int i = 0; i < BURST; i++) {
                channel.send(ByteBuffer.wrap(EVENT), channel.getLocalAddress());
            }
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < BURST; i++) {
                channel.receive(buffer.clear());
            }
            nanos += threads.getCurrentThreadCpuTime() - before;
        }
        return nanos;
    }

    /** This thread's nanoseconds for the way of as many datagrams from the socket to their end. */
    private long admit() throws InterruptedException {
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < TURN; i++) {
            admission.admit(EVENT, EVENT.length, source);
            if (i % BURST == BURST - 1) {
                admission.endBurst();
            }
        }
        // full batches, as under load
        while (queue.events() >= 1000) {
            Batch batch = queue.take();
            lines += batch.length();
            queue.settle(batch, ForwarderCounter.DELIVERED);
        }
        return threads.getCurrentThreadCpuTime() - before;
    }
}
