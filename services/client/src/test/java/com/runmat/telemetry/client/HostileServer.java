package com.runmat.telemetry.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections and answers each with the same text over and over, drop by drop, until it is closed or the client is gone. */
final class HostileServer implements AutoCloseable {
    private static final long BETWEEN_DROPS_MS = 50;

    /** Connections that the client has closed. */
    final AtomicInteger left = new AtomicInteger();

    private final Queue<Socket> taken = new ConcurrentLinkedQueue<>();
    private final ServerSocket server;
    private final String once;
    private final String drop;

    /**
     * @param once what it says first
     * @param drop what it repeats; empty for silence
     */
    HostileServer(String once, String drop) {
        this.once = once;
        this.drop = drop;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                taken.add(socket);
                Thread.ofVirtual().start(() -> answer(socket));
                Thread.ofVirtual().start(() -> listen(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void listen(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            // an end as well
        }
        left.incrementAndGet();
    }

    private void answer(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(once.getBytes(StandardCharsets.ISO_8859_1));
            while (!server.isClosed()) {
                out.write(drop.getBytes(StandardCharsets.ISO_8859_1));
                Thread.sleep(BETWEEN_DROPS_MS);
            }
        } catch (IOException gone) {
            return;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : taken) {
            socket.close();
        }
    }
}
