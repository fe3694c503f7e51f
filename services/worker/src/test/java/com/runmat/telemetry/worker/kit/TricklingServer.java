package com.runmat.telemetry.worker.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A back end whose answer begins at once, goes on byte by byte, and never ends until it is mended. */
public final class TricklingServer implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(20);
    private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"status\":1}";

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger trickling = new AtomicInteger();
    private final String beginning;
    private volatile boolean mended;

    public TricklingServer(String beginning) {
        this.beginning = beginning;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Answers that have begun and that the other side still waits for. */
    public int trickling() {
        return trickling.get();
    }

    /** From now on requests are answered at once. */
    public void mend() {
        mended = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (skipRequest(in)) {
                if (mended) {
                    socket.getOutputStream().write(WHOLE.getBytes(StandardCharsets.US_ASCII));
                } else {
                    trickle(socket.getOutputStream());
                }
            }
        } catch (IOException | InterruptedException brokenOff) {
            // as it should be
        }
    }

    private static boolean skipRequest(BufferedReader in) throws IOException {
        long length = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(
                        line.substring("content-length:".length()).strip());
            }
            if (line.isEmpty()) {
                return in.skip(length) == length;
            }
        }
        return false;
    }

    private void trickle(OutputStream out) throws IOException, InterruptedException {
        trickling.incrementAndGet();
        try {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('a');
                Thread.sleep(PACE);
            }
        } finally {
            trickling.decrementAndGet();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
