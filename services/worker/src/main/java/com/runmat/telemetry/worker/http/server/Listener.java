package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** A socket that is listened on. Its address is known at once; connections are accepted by the I/O thread that it is given to. */
final class Listener {
    private static final int BACKLOG = 1000;

    /** As many as come before others get their turn. */
    private static final int AT_ONCE = 100;

    /** Where the process has no files left, it tries again after that. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LimitedLog log = new LimitedLog(Log.of(Listener.class));
    private final ServerSocketChannel channel = ServerSocketChannel.open();
    private final InetSocketAddress address;
    private final HttpServer server;

    Listener(InetSocketAddress wanted, HttpServer server) throws IOException {
        this.server = server;
        try {
            channel.bind(wanted, BACKLOG);
            channel.configureBlocking(false);
            address = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    void accept(IoThread thread) throws IOException {
        Accepting accepting = new Accepting(thread);
        thread.register(channel, SelectionKey.OP_ACCEPT, accepting);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private final class Accepting implements IoThread.Ready {
        private final IoThread thread;

        Accepting(IoThread thread) {
            this.thread = thread;
        }

        @Override
        public void ready(SelectionKey key) {
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    SocketChannel accepted = channel.accept();
                    if (accepted == null) {
                        return;
                    }
                    accepted.configureBlocking(false);
                    accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    server.opened(accepted);
                }
            } catch (IOException noFiles) {
                log.warning("connections cannot be accepted: see the limit of open files");
                rest(key);
            }
        }

        private void rest(SelectionKey key) {
            key.interestOps(0);
            thread.lookAt(System.nanoTime() + REST_NANOS);
        }

        @Override
        public long look(long nanoTime) {
            SelectionKey key = thread.key(channel);
            if (key != null && key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
            return Long.MAX_VALUE;
        }

        @Override
        public void close() {
            Listener.this.close();
        }
    }
}
