package com.runmat.telemetry.forwarder.receive;

import com.runmat.telemetry.forwarder.admit.Admission;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that reads one socket. It takes all that the socket has, and rests some milliseconds at most while the socket's
 * buffer gathers the next burst; where that gains nothing it asks the kernel to be woken ({@link Pace}). It wakes at least twice a
 * second, so that {@link #heartbeat()} tells a quiet receiver from a stuck one.
 */
public final class Receiver implements Runnable {
    private static final Log LOG = Log.of(Receiver.class);
    private static final LimitedLog DEFECT = new LimitedLog(LOG);
    private static final int WAKE_MILLIS = 500;

    /** How many datagrams may pass between two heartbeats. */
    static final int BURST = 256;

    private final DatagramChannel channel;
    private final Admission admission;
    private final Counters<ForwarderCounter> counters;
    // one byte more than allowed: the kernel cuts a longer datagram, and a full buffer shows that it did
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Admission.MAX_DATAGRAM + 1);
    private final byte[] datagram = new byte[Admission.MAX_DATAGRAM + 1];
    private volatile long heartbeat = System.nanoTime();
    private boolean rested;
    private volatile boolean stopping;
    private volatile long end;

    /** Reads this channel, which must not block, and closes it when it ends. */
    public Receiver(DatagramChannel channel, Admission admission, Counters<ForwarderCounter> counters) {
        this.channel = channel;
        this.admission = admission;
        this.counters = counters;
    }

    /** {@link System#nanoTime()} of the last sign of life. */
    public long heartbeat() {
        return heartbeat;
    }

    /** Takes what the kernel holds already, for about this long at most, then ends. */
    public void stop(Duration time) {
        end = System.nanoTime() + time.toNanos();
        stopping = true;
    }

    @Override
    public void run() {
        try (channel;
                Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            Pace pace = new Pace(channel.getOption(StandardSocketOptions.SO_RCVBUF));
            // an interrupted thread could not wait any more, only spin
            while (!stopping && !Thread.currentThread().isInterrupted()) {
                long rest = pace.restAfter(readBurst(), heartbeat);
                rested = rest != Pace.UNTIL_NEXT;
                if (!rested) {
                    selector.select(WAKE_MILLIS);
                    selector.selectedKeys().clear();
                } else {
                    LockSupport.parkNanos(rest);
                }
            }
            readRest();
        } catch (IOException broken) {
            LOG.error(
                    "a receiver stopped: its socket failed",
                    Map.of("class", broken.getClass().getName()));
        }
    }

    /** A full socket holds several bursts, and what is still in it when it is closed is lost without a count. */
    private void readRest() throws IOException {
        int read = readBurst();
        while (read == BURST && stopping && end - System.nanoTime() > 0) {
            read = readBurst();
        }
    }

    /** Returns how many there were; when {@link #BURST}, there may be more. */
    private int readBurst() throws IOException {
        long before = heartbeat;
        heartbeat = System.nanoTime();
        admission.waited(rested ? heartbeat - before : 0);
        int read = 0;
        try {
            while (read < BURST && read()) {
                read++;
            }
        } finally {
            admission.endBurst();
        }
        return read;
    }

    private boolean read() throws IOException {
        buffer.clear();
        InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
        if (source == null) {
            return false;
        }
        int length = buffer.flip().remaining();
        buffer.get(datagram, 0, length);
        try {
            admission.admit(datagram, length, source.getAddress());
        } catch (RuntimeException defect) {
            counters.increment(ForwarderCounter.DROPPED_INTERNAL);
            DEFECT.warning(
                    "processing a datagram failed: it is dropped",
                    Map.of("class", defect.getClass().getName()));
        }
        return true;
    }
}
