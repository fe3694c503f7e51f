package com.runmat.telemetry.forwarder.admit;

import com.runmat.telemetry.contract.Framer;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.queue.Event;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.ops.Counters;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * The one way in: a datagram becomes a queued event, or is dropped for one reason. The checks go from cheap to dear, so that a
 * flood costs little. Id and time are fixed here; whatever happens later is the same event again. Not thread-safe: one a
 * receiver; limiter, queue and counters are shared.
 */
public final class Admission {
    /** The contract's limit of one datagram. */
    public static final int MAX_DATAGRAM = 16 * 1024;

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
