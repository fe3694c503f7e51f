package com.runmat.telemetry.forwarder.admit;

import com.runmat.telemetry.contract.Framer;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.counters.Tally;
import com.runmat.telemetry.forwarder.queue.Batch;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.ops.Counters;
import java.net.InetAddress;

/**
 * The one way in: a datagram becomes a queued event, or is dropped for one reason. The checks go from cheap to dear, so that a
 * flood costs little. Time, path and, where it needs one, id are fixed here; whatever happens later is the same event again. Not
 * thread-safe: it belongs to the receiver; limiter, queue and counters are shared.
 *
 * <p>Datagrams come in bursts, and what is shared or asked of the system is paid once a burst: the clocks at its beginning, the
 * queue and the counters at its end. Between the two it belongs to this thread alone.
 */
public final class Admission {
    /** The contract's limit of one datagram. */
    public static final int MAX_DATAGRAM = 16 * 1024;

    /** So many bytes of lines end a burst: about a hundred events. */
    private static final int BURST_BYTES = 64 * 1024;

    private final SourceLimiter limiter;
    private final EventQueue queue;
    private final Counters<ForwarderCounter> counters;
    private final Framer framer = new Framer("udp");
    private final Batch burst = new Batch(BURST_BYTES + MAX_DATAGRAM + Framer.STAMP_BYTES);
    private final Tally tally = new Tally();
    private boolean began;
    private long waited;
    private long nanos;
    private long millis;

    public Admission(SourceLimiter limiter, EventQueue queue, Counters<ForwarderCounter> counters) {
        this.limiter = limiter;
        this.queue = queue;
        this.counters = counters;
    }

    /** How long the next datagrams may have waited in their sockets, in nanoseconds: their events have waited as long already. */
    public void waited(long most) {
        waited = most;
    }

    /**
     * Takes a datagram into the burst, or drops it.
     *
     * @param length of the datagram, which begins at 0; more than {@link #MAX_DATAGRAM} stands for any greater length
     */
    public void admit(byte[] datagram, int length, InetAddress source) {
        if (!began) {
            began = true;
            nanos = System.nanoTime();
            millis = System.currentTimeMillis();
        }
        tally.increment(ForwarderCounter.RECEIVED);
        if (length > MAX_DATAGRAM) {
            tally.increment(ForwarderCounter.DROPPED_OVERSIZED);
        } else if (limiter.limits() && !limiter.allow(SourceNetwork.of(source), nanos)) {
            tally.increment(ForwarderCounter.DROPPED_SOURCE_RATE);
        } else {
            frame(datagram, length);
        }
    }

    private void frame(byte[] datagram, int length) {
        byte[] lines = burst.room(length + Framer.STAMP_BYTES);
        int size = framer.frame(datagram, 0, length, millis, lines, burst.length());
        if (size < 0) {
            tally.increment(ForwarderCounter.DROPPED_MALFORMED);
            return;
        }
        burst.add(size, nanos - waited);
        if (burst.length() >= BURST_BYTES) {
            endBurst();
        }
    }

    /** Hands what was admitted to the queue, and the numbers to the counters. To be called before the receiver waits. */
    public void endBurst() {
        began = false;
        tally.addTo(counters);
        if (!burst.isEmpty()) {
            int refused = burst.events() - queue.offer(burst);
            counters.add(ForwarderCounter.DROPPED_QUEUE_FULL, refused);
            burst.clear();
        }
    }
}
