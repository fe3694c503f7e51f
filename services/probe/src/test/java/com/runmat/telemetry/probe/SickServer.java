package com.runmat.telemetry.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Begins every answer with the same text and goes on with drops of another until the other side is gone. */
final class SickServer implements AutoCloseable {
    /** Bytes that went out after the beginning. */
    final AtomicLong sent = new AtomicLong();

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] once;
    private final byte[] drop;
    private final long pauseMillis;

    SickServer(String once, String drop, long pauseMillis) throws IOException {
        this.once = once.getBytes(StandardCharsets.ISO_8859_1);
        this.drop = drop.getBytes(StandardCharsets.ISO_8859_1);
        this.pauseMillis = pauseMillis;
        Thread.ofVirtual().start(this::accept);
    }

    String endpoint(String scheme) {
        return scheme + "://127.0.0.1:" + server.getLocalPort() + "/ingest";
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            OutputStream out = socket.getOutputStream();
            out.write(once);
            while (!server.isClosed()) {
                out.write(drop);
                sent.addAndGet(drop.length);
                Thread.sleep(pauseMillis);
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
    }
}
