package com.runmat.telemetry.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Answers each connection with a text and then with another one over and over, whatever is asked, until either side closes it. */
public final class DrippingServer implements AutoCloseable {
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicLong dripped = new AtomicLong();
    private final Queue<Socket> taken = new ConcurrentLinkedQueue<>();
    private final ServerSocket server;
    private final byte[] once;
    private final byte[] drop;
    private final Duration pause;

    /**
     * @param once what it says first
     * @param drop what it repeats; empty for silence
     * @param pause between two drops
     */
    public DrippingServer(String once, String drop, Duration pause) {
        this.once = once.getBytes(StandardCharsets.ISO_8859_1);
        this.drop = drop.getBytes(StandardCharsets.ISO_8859_1);
        this.pause = pause;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Connections that the client has closed. */
    public int left() {
        return left.get();
    }

    /** Bytes that went out after the first text. */
    public long dripped() {
        return dripped.get();
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
            out.write(once);
            while (!server.isClosed()) {
                out.write(drop);
                dripped.addAndGet(drop.length);
                Thread.sleep(pause);
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
