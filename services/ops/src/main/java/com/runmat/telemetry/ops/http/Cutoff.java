package com.runmat.telemetry.ops.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends exchanges over {@link HttpURLConnection} at a deadline, a moment by {@link System#nanoTime()}. The JDK's own time-out
 * bounds each read and not their number, so a server that answers byte by byte would hold its client for as long as it likes.
 * Until the answer's body the connection is closed from outside. While a body is read that would wait for the reader, as both
 * take the stream's lock, and so {@link #body} keeps the deadline there. Thread-safe.
 */
public final class Cutoff {
    private static final Lookout LOOKOUT = new Lookout();

    private Cutoff() {}

    /** What is done over a connection, from connecting to reading the answer. */
    @FunctionalInterface
    public interface Exchange<T> {
        T run() throws IOException;
    }

    /**
     * Runs the exchange, which reads its answer's body by {@link #body}.
     *
     * @throws IOException when it does not end by the deadline, or breaks off; the connection is closed then
     */
    public static <T> T run(HttpURLConnection connection, long deadline, Exchange<T> exchange) throws IOException {
        Lookout.Watch watch = LOOKOUT.watch(connection::disconnect, deadline);
        try {
            return exchange.run();
        } catch (IOException brokenOff) {
            connection.disconnect();
            throw brokenOff;
        } catch (RuntimeException torn) {
            // disconnected in the middle of a step, the JDK trips over what is gone
            if (left(deadline) > 0) {
                throw torn;
            }
            connection.disconnect();
            throw new SocketTimeoutException("the exchange did not end in time");
        } finally {
            LOOKOUT.end(watch);
        }
    }

    /**
     * Reads the body of an answer of this status, {@code limit} bytes at most. Read whole, it hands the connection back for
     * the next exchange.
     *
     * @throws IOException when the body is not there by the deadline, or the thread is interrupted
     */
    public static byte[] body(HttpURLConnection connection, int status, int limit, long deadline) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in == null || status == HttpURLConnection.HTTP_NO_CONTENT) {
                return new byte[0];
            }
            long length = connection.getContentLengthLong();
            // a short answer came together with its head
            boolean there = length >= 0 && Math.min(length, limit) <= in.available();
            return there ? in.readNBytes(limit) : awaited(in, limit, deadline);
        }
    }

    /** On a virtual thread, as an interrupt closes the socket that one reads from. */
    private static byte[] awaited(InputStream in, int limit, long deadline) throws IOException {
        FutureTask<byte[]> reading = new FutureTask<>(() -> in.readNBytes(limit));
        Thread reader = Thread.startVirtualThread(reading);
        try {
            return reading.get(left(deadline), TimeUnit.NANOSECONDS);
        } catch (ExecutionException brokenOff) {
            throw new IOException(brokenOff.getCause());
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("the answer did not end in time");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            reader.interrupt();
        }
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }
}
