package com.runmat.telemetry.forwarder.admit;

import com.runmat.telemetry.contract.Framer;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.queue.Event;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.ops.Counters;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The one way in: a datagram becomes a queued event, or is dropped for one reason. The checks go from cheap to dear, so that a
 * flood costs little. Id and time are fixed here; whatever happens later is the same event again. Not thread-safe: one a
 * receiver; limiter, queue and counters are shared.
 */
public final class Admission {
    /** The contract's limit of one datagram. */
    public static final int MAX_DATAGRAM = 16 * 1024;

    /** After so many calls its code is loaded and compiled once. */
    public static final int FIRST_REHEARSALS = 2_000;

    /** After so many more it is compiled for good. */
    public static final int ALL_REHEARSALS = 60_000;

    private static final String REHEARSAL = """
            {"event_label":"runtime_finished","session_id":"s","cid":"c","run_kind":"script","os":"linux","payload":{"success":true,
            "duration_us":1,"error":null,"provider":{"device":{"name":"d"},"telemetry":{"upload_bytes":1,"lists":[1.5,"x"]}}}}""";

    private final SourceLimiter limiter;
    private final EventQueue queue;
    private final Counters<ForwarderCounter> counters;
    private final Framer framer = new Framer("udp");
    private final byte[] line = new byte[MAX_DATAGRAM + Framer.STAMP_BYTES];

    public Admission(SourceLimiter limiter, EventQueue queue, Counters<ForwarderCounter> counters) {
        this.limiter = limiter;
        this.queue = queue;
        this.counters = counters;
    }

    /**
     * Reads a made-up event so often. Without that the first datagrams of a flood overflow the socket while the JVM loads and
     * compiles what reads them.
     */
    public void rehearse(int times) {
        byte[] datagram = REHEARSAL.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < times; i++) {
            int size = framer.frame(datagram, 0, datagram.length, i, line, 0);
            if (size < 0) {
                throw new IllegalStateException("the made-up event is not an event");
            }
        }
    }

    /**
     * Counts the datagram, and queues or drops it.
     *
     * @param length of the datagram, which begins at 0; more than {@link #MAX_DATAGRAM} stands for any greater length
     */
    public void admit(byte[] datagram, int length, InetAddress source) {
        counters.increment(ForwarderCounter.RECEIVED);
        long now = System.nanoTime();
        if (length > MAX_DATAGRAM) {
            counters.increment(ForwarderCounter.DROPPED_OVERSIZED);
        } else if (limiter.limits() && !limiter.allow(SourceNetwork.of(source), now)) {
            counters.increment(ForwarderCounter.DROPPED_SOURCE_RATE);
        } else {
            enqueue(datagram, length, now);
        }
    }

    private void enqueue(byte[] datagram, int length, long now) {
        int size = framer.frame(datagram, 0, length, System.currentTimeMillis(), line, 0);
        if (size < 0) {
            counters.increment(ForwarderCounter.DROPPED_MALFORMED);
        } else if (!queue.offer(new Event(Arrays.copyOf(line, size), now))) {
            counters.increment(ForwarderCounter.DROPPED_QUEUE_FULL);
        }
    }
}
