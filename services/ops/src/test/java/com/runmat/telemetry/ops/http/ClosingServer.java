package com.runmat.telemetry.ops.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers one request on each connection as if it would keep it, and closes it then. */
final class ClosingServer implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok"
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = listen();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore closed = new Semaphore(0);

    ClosingServer() {
        Thread.ofVirtual().start(this::accept);
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Waits until one more connection has been closed by the server, and its end has reached the client's system. */
    void awaitClosed() throws InterruptedException {
        closed.acquire();
    }

    private void accept() {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    readRequest(socket.getInputStream());
                    socket.getOutputStream().write(ANSWER);
                }
                closed.release();
            }
        } catch (IOException ended) {
            return;
        }
    }

    /** Up to the blank line, and the eleven bytes that the test sends. */
    private static void readRequest(InputStream in) throws IOException {
        for (int match = 0; match < 4; ) {
            int b = in.read();
            if (b < 0) {
                return;
            }
            match = b == "\r\n\r\n".charAt(match) ? match + 1 : b == '\r' ? 1 : 0;
        }
        in.readNBytes(11);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
