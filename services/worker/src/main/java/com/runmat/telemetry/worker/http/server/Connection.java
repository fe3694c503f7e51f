package com.runmat.telemetry.worker.http.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One client's connection: hands what comes to its {@link Conversation}, keeps what that one cannot take yet, and ends when the
 * client is gone or takes too long. Belongs to its I/O thread. What is kept is within the memory that all share.
 */
final class Connection implements IoThread.Ready {
    private final IoThread thread;
    private final Door door;
    private final Wire wire;
    private final Kept kept;
    private final Conversation conversation;
    private boolean inside;
    private boolean closed;

    Connection(SocketChannel channel, IoThread thread, HttpServer server) throws IOException {
        this.thread = thread;
        this.door = server.door();
        this.wire = new Wire(channel, thread, this);
        this.kept = new Kept(server.memory());
        this.conversation = new Conversation(this, wire, server);
    }

    IoThread thread() {
        return thread;
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (ready.isWritable() && wire.sendRest()) {
                conversation.answered();
            }
            if (ready.isValid() && ready.isReadable()) {
                read();
            }
        } catch (IOException broken) {
            brokenOff();
        }
    }

    private void read() throws IOException {
        if (conversation.waitsForAnswer()) {
            wire.pause(true);
            return;
        }
        int count = wire.read();
        if (count < 0) {
            brokenOff();
        } else if (kept.isEmpty()) {
            hand(thread.in(), 0, count);
        } else {
            byte[] both = kept.with(thread.in(), count);
            hand(both, 0, both.length);
        }
    }

    /** Keeps of these bytes what belongs to a head that has not come whole, or to the next request. */
    private void hand(byte[] bytes, int from, int to) throws IOException {
        inside = true;
        int at = conversation.take(bytes, from, to);
        inside = false;
        if (!closed && !kept.become(bytes, at, to)) {
            close();
        }
    }

    /** Hands on what was kept, as the conversation has come to a point where it goes on. */
    void goOn() throws IOException {
        if (!inside && !kept.isEmpty()) {
            byte[] next = kept.bytes();
            hand(next, 0, next.length);
        }
    }

    /** The client is gone, at least for what it would have to say. */
    private void brokenOff() {
        conversation.brokenOff();
        close();
    }

    @Override
    public long look(long nanoTime) {
        long left = wire.left(nanoTime);
        if (left <= 0) {
            brokenOff();
            return Long.MAX_VALUE;
        }
        return left;
    }

    /** It has asked something. */
    void asked() {
        door.asked(this);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        wire.close();
        kept.clear();
        conversation.close();
        door.left(this);
    }
}
