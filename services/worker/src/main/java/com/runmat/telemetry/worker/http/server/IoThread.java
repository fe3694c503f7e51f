package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.ops.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Serves many connections: waits until one of them has something to read or room to write, or until another thread has a step for
 * it. The answers of a batch come all at once, and to wake a thread costs more than an answer does, so that it is woken for the
 * first of them and finds the others waiting.
 *
 * <p>Where turns follow each other soon it rests for a moment between two of them, so that one turn finds the requests of many
 * connections: to be woken for each costs more than to read it. A step ends the rest at once.
 *
 * <p>A connection stays where it is registered while its request is answered; to take it out and back would be two system calls a
 * request. Whoever is overdue is found by looking at all, which is done when the first of them may be: seldom.
 */
final class IoThread implements Runnable {
    private static final Log LOG = Log.of(IoThread.class);

    /** Holds a request of a forwarder whole. */
    private static final int READ_BYTES = 64 * 1024;

    private static final int WRITE_BYTES = 16 * 1024;

    /** Between two looks at all connections. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** A turn that took less, waiting included, is one of many. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A quarter of the linger for which an event waits anyway. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    final HeadParser heads = new HeadParser();
    final AnswerWriter answers = new AnswerWriter();

    private final Selector selector;
    private final Thread thread;
    private final byte[] in = new byte[READ_BYTES];
    private final ByteBuffer reading = ByteBuffer.allocateDirect(READ_BYTES);
    private final ByteBuffer writing = ByteBuffer.allocateDirect(WRITE_BYTES);
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile boolean resting;
    private long turnBegan = System.nanoTime();
    private long nextLook = System.nanoTime() + REST_NANOS;
    private volatile boolean ended;

    /** What a channel is registered with. */
    interface Ready {
        void ready(SelectionKey key) throws IOException;

        /** Ends what took longer than it may; the nanoseconds from now until it has to be looked at again. */
        long look(long nanoTime);

        /** Closes it, without a word. */
        void close();
    }

    IoThread(String name) throws IOException {
        this.selector = Selector.open();
        // no daemon: a process that listens lives on
        this.thread = new Thread(this, name);
    }

    void start() {
        thread.start();
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Runs the step on this thread, in the order of the calls. From any thread. */
    void execute(Runnable step) {
        waiting.add(step);
        if (called.compareAndSet(false, true)) {
            if (resting) {
                LockSupport.unpark(thread);
            } else {
                selector.wakeup();
            }
        }
    }

    @Nullable
    SelectionKey key(SelectableChannel channel) {
        return channel.keyFor(selector);
    }

    SelectionKey register(SelectableChannel channel, int interest, Ready ready) throws IOException {
        return channel.register(selector, interest, ready);
    }

    /** Has all connections looked at then, or before. */
    void lookAt(long nanoTime) {
        if (nanoTime - nextLook < 0) {
            nextLook = nanoTime;
        }
    }

    /** Closes every connection and ends. From any thread. */
    void end() {
        ended = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                long wait = TimeUnit.NANOSECONDS.toMillis(nextLook - System.nanoTime()) + 1;
                selector.select(IoThread::ready, Math.max(1, wait));
            } catch (IOException | ClosedSelectorException impossible) {
                LOG.error("waiting for connections failed unexpectedly", impossible);
            }
            runWaiting();
            look();
            rest();
        }
        close();
    }

    /** Asks the flag behind its own, as {@link #execute} does the other way round; and runs what was added to a rest that was just over. */
    private void rest() {
        if (System.nanoTime() - turnBegan < BUSY_NANOS) {
            resting = true;
            if (!called.get()) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
            resting = false;
            runWaiting();
        }
        turnBegan = System.nanoTime();
    }

    private static void ready(SelectionKey key) {
        Ready ready = (Ready) key.attachment();
        try {
            if (key.isValid()) {
                ready.ready(key);
            }
        } catch (IOException | RuntimeException defect) {
            LOG.error("serving a connection failed unexpectedly", defect);
            ready.close();
        }
    }

    /** Lowers the flag before it looks, so that a step added after the last look calls again. */
    private void runWaiting() {
        called.set(false);
        for (Runnable step = waiting.poll(); step != null; step = waiting.poll()) {
            try {
                step.run();
            } catch (RuntimeException defect) {
                LOG.error("a step on an I/O thread failed unexpectedly", defect);
            }
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - nextLook < 0) {
            return;
        }
        long next = TimeUnit.HOURS.toNanos(1);
        for (SelectionKey key : selector.keys()) {
            next = Math.min(next, look((Ready) key.attachment(), now));
        }
        nextLook = now + Math.max(next, REST_NANOS);
    }

    private static long look(Ready ready, long now) {
        try {
            return ready.look(now);
        } catch (RuntimeException defect) {
            LOG.error("ending an overdue connection failed unexpectedly", defect);
            ready.close();
            return Long.MAX_VALUE;
        }
    }

    private void close() {
        selector.keys().forEach(key -> ((Ready) key.attachment()).close());
        runWaiting();
        try {
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads once what is there; the number of bytes, or -1 at the end. */
    int read(SocketChannel channel) throws IOException {
        int count = channel.read(reading.clear());
        if (count > 0) {
            reading.flip().get(in, 0, count);
        }
        return count;
    }

    /** What was read last. */
    byte[] in() {
        return in;
    }

    /** Writes what fits the network; where it stopped. */
    int write(SocketChannel channel, byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int count = Math.min(to - at, WRITE_BYTES);
            writing.clear().put(bytes, at, count).flip();
            int written = channel.write(writing);
            at += written;
            if (written < count) {
                return at;
            }
        }
        return at;
    }
}
