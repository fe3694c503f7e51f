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
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that reads all sockets. It takes all that they have, and rests some milliseconds while their
 * buffers gather the next burst; where that gains nothing it asks the kernel to be woken ({@link Pace}). It wakes at least twice a
 * second, so that {@link #heartbeat()} tells a quiet receiver from a stuck one.
 */
public final class Receiver implements Runnable {
    private static final Log LOG = Log.of(Receiver.class);
    private static final LimitedLog DEFECT = new LimitedLog(LOG);
    private static final int WAKE_MILLIS = 500;

    /** How many datagrams of a socket are read before it is another's turn, so that one that is flooded holds up no other. */
    static final int TURN = 256;

    private final List<DatagramChannel> channels;
    private final Duration linger;
    private final Admission admission;
    private final Counters<ForwarderCounter> counters;
    // one byte more than allowed: the kernel cuts a longer datagram, and a full buffer shows that it did
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Admission.MAX_DATAGRAM + 1);
    private final byte[] datagram = new byte[Admission.MAX_DATAGRAM + 1];
    private volatile long heartbeat = System.nanoTime();
    private boolean moreWaits;
    private volatile boolean stopping;
    private volatile long end;

    /**
     * Reads these channels, which must not block, and closes them when it ends.
     *
     * @param channels of {@link Sockets#open}
     * @param linger what an event waits for its batch; its time in a socket counts
     */
    public Receiver(
            List<DatagramChannel> channels, Duration linger, Admission admission, Counters<ForwarderCounter> counters) {
        this.channels = List.copyOf(channels);
        this.linger = linger;
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
        try {
            try (Selector selector = Selector.open()) {
                receive(selector);
            } finally {
                Sockets.close(channels);
            }
        } catch (IOException broken) {
            LOG.error(
                    "the receiver stopped: a socket failed",
                    Map.of("class", broken.getClass().getName()));
        }
    }

    private void receive(Selector selector) throws IOException {
        for (DatagramChannel channel : channels) {
            channel.register(selector, SelectionKey.OP_READ);
        }
        Pace pace = new Pace(
                channels.getFirst().getOption(StandardSocketOptions.SO_RCVBUF), Sockets.ofOneAddress(channels), linger);
        // an interrupted thread could not wait any more, only spin
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            rest(pace.restAfter(readAll(), heartbeat), selector);
        }
        readRest();
    }

    /** A full socket holds several turns, and what is still in it when it is closed is lost without a count. */
    private void readRest() throws IOException {
        do {
            readTurn();
        } while (moreWaits && stopping && end - System.nanoTime() > 0);
    }

    private void rest(long nanos, Selector selector) throws IOException {
        if (nanos == Pace.UNTIL_NEXT) {
            selector.select(WAKE_MILLIS);
            selector.selectedKeys().clear();
            admission.waited(0);
        } else {
            LockSupport.parkNanos(nanos);
            admission.waited(System.nanoTime() - heartbeat);
        }
    }

    /** Reads until no socket has any more, and returns how many datagrams there were. */
    private int readAll() throws IOException {
        int read = 0;
        do {
            read += readTurn();
        } while (moreWaits && !stopping);
        return read;
    }

    private int readTurn() throws IOException {
        heartbeat = System.nanoTime();
        moreWaits = false;
        int read = 0;
        try {
            for (DatagramChannel channel : channels) {
                int ofOne = read(channel);
                moreWaits |= ofOne == TURN;
                read += ofOne;
            }
        } finally {
            admission.endBurst();
        }
        return read;
    }

    private int read(DatagramChannel channel) throws IOException {
        int read = 0;
        while (read < TURN && readOne(channel)) {
            read++;
        }
        return read;
    }

    private boolean readOne(DatagramChannel channel) throws IOException {
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
