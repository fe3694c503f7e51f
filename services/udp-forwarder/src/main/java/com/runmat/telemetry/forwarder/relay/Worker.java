package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.queue.Event;
import com.runmat.telemetry.ops.Secret;
import com.runmat.telemetry.ops.http.Cutoff;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The worker's {@code /ingest}: one batch a request, over connections that are kept. Thread-safe. HttpURLConnection and not
 * HttpClient: each relay has a thread that may block, and so an exchange needs no other thread.
 */
public final class Worker implements AutoCloseable {
    private static final int CONNECT_MILLIS = 3_000;
    /** Far above the results of the largest batch. */
    private static final int MAX_ANSWER = 1 << 20;

    private static final Answer NONE = new Answer.Retry(0, Duration.ZERO);

    static {
        // read by the JDK at its first connection: how many idle ones it keeps, and that it must not repeat a
        // POST by itself, since a retry has its own rules and counter here
        System.setProperty("http.maxConnections", "64");
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final URI endpoint;
    private final int timeoutMillis;
    private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Gives the worker {@code timeout} for a whole request, from connecting to the answer's last byte. */
    public Worker(URI endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    Answer post(List<Event> batch, Secret key) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        try {
            HttpURLConnection connection = connection(batch, key);
            open.add(connection);
            try {
                return closed ? NONE : Cutoff.run(connection, deadline, () -> exchange(connection, batch, deadline));
            } finally {
                open.remove(connection);
            }
        } catch (IOException noAnswer) {
            return NONE;
        }
    }

    private HttpURLConnection connection(List<Event> batch, Secret key) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setConnectTimeout(Math.min(CONNECT_MILLIS, timeoutMillis));
        connection.setReadTimeout(timeoutMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(
                batch.stream().mapToLong(Event::size).sum());
        connection.setRequestProperty("content-type", "application/x-ndjson");
        connection.setRequestProperty("x-telemetry-key", key.reveal());
        return connection;
    }

    private static Answer exchange(HttpURLConnection connection, List<Event> batch, long deadline) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(joined(batch));
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("no HTTP");
        }
        // whole, without which its connection would not be used again
        byte[] body = Cutoff.body(connection, status, MAX_ANSWER, deadline);
        if (status >= 200 && status < 300) {
            return BatchResults.read(status, body, batch.size());
        }
        return Answer.isRetryable(status) ? new Answer.Retry(status, after(connection)) : new Answer.Refused(status);
    }

    /** In one piece: the stream's own buffer would make a system call of every eight lines. */
    private static byte[] joined(List<Event> batch) {
        byte[] body = new byte[batch.stream().mapToInt(Event::size).sum()];
        int at = 0;
        for (Event event : batch) {
            System.arraycopy(event.line(), 0, body, at, event.size());
            at += event.size();
        }
        return body;
    }

    private static Duration after(HttpURLConnection connection) {
        String header = connection.getHeaderField("retry-after");
        return header == null ? Duration.ZERO : RetryAfter.parse(header, Clock.systemUTC());
    }

    /** Ends without waiting: open requests fail. */
    @Override
    public void close() {
        closed = true;
        open.forEach(HttpURLConnection::disconnect);
    }
}
