package com.runmat.telemetry.worker.http.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/** The socket of a connection: what of an answer the network has not taken yet, whether more is read, and how long the client may take. Belongs to its I/O thread. */
final class Wire {
    private static final byte[] NOTHING = {};

    private final SocketChannel channel;
    private final IoThread thread;
    private final SelectionKey key;
    private byte[] unsent = NOTHING;
    private int unsentAt;
    private boolean paused;
    private int watched = SelectionKey.OP_READ;
    private long deadline;

    Wire(SocketChannel channel, IoThread thread, IoThread.Ready ready) throws IOException {
        this.channel = channel;
        this.thread = thread;
        this.key = thread.register(channel, SelectionKey.OP_READ, ready);
    }

    /** Reads once what is there, into {@link IoThread#in()}; the number of bytes, or -1 at the end. */
    int read() throws IOException {
        return thread.read(channel);
    }

    /** Leaves what comes from now on to the network, or reads it again. */
    void pause(boolean wanted) {
        paused = wanted;
        watch();
    }

    /** Whether all of it has gone; the rest goes when there is room. */
    boolean send(byte[] bytes, int length) throws IOException {
        int at = thread.write(channel, bytes, 0, length);
        if (at == length) {
            return true;
        }
        unsent = Arrays.copyOfRange(bytes, at, length);
        unsentAt = 0;
        watch();
        return false;
    }

    /** Whether a part of what was sent has not gone. */
    boolean isSending() {
        return unsent.length > 0;
    }

    /** Goes on with it; whether all has gone now. */
    boolean sendRest() throws IOException {
        unsentAt = thread.write(channel, unsent, unsentAt, unsent.length);
        if (unsentAt < unsent.length) {
            return false;
        }
        unsent = NOTHING;
        watch();
        return true;
    }

    private void watch() {
        int wanted = (paused ? 0 : SelectionKey.OP_READ) | (unsent.length > 0 ? SelectionKey.OP_WRITE : 0);
        if (wanted != watched && key.isValid()) {
            watched = wanted;
            key.interestOps(wanted);
        }
    }

    /** The client may take so long from now, for whatever it is about. */
    void allow(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
        thread.lookAt(deadline);
    }

    /** It is not the client who is waited for. */
    void allowAll() {
        deadline = 0;
    }

    boolean isAllowedAll() {
        return deadline == 0;
    }

    /** Nanoseconds that are left to the client. */
    long left(long nanoTime) {
        return deadline == 0 ? Long.MAX_VALUE : deadline - nanoTime;
    }

    /** Says that nothing more will come. */
    void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    void close() {
        unsent = NOTHING;
        try {
            channel.close();
        } catch (IOException closedAlready) {
            // nobody is there to be told
        }
    }
}
