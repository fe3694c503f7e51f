package com.runmat.telemetry.ops.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Posts over connections that are kept, 75 s while idle and 64 of them a host. Failures are replies, not exceptions; a redirect
 * is an answer like others. Thread-safe; a call blocks until the answer, its deadline or {@link #close}.
 *
 * <p>The server may have closed a kept connection meanwhile. The JDK looks before it sends a body of a fixed length, which takes it a
 * wait of a millisecond and an exception; so that is done after a quiet second, or always where a lost request cannot be sent again.
 *
 * <p>HttpURLConnection and not HttpClient: its caller may block, and so an exchange needs no other thread. Of a batch's whole
 * cost a third was HttpClient's chain of stages.
 */
public final class HttpPost implements AutoCloseable {
    static {
        // read by the JDK at its first connection: how many idle ones it keeps and for how many seconds (5 where the
        // server
        // names none), and that it must not repeat a POST by itself, since only the caller knows whether a second copy
        // is told
        System.setProperty("http.maxConnections", "64");
        System.setProperty("http.keepAlive.time.server", "75");
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int connectMillis;
    private final int maxAnswer;
    private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();
    private final boolean looksAlways;
    private volatile boolean closed;
    private volatile long answeredAt = System.nanoTime();

    /** As the other constructor, for requests that may be sent again. */
    public HttpPost(Duration connect, int maxAnswer) {
        this(connect, maxAnswer, false);
    }

    /**
     * @param connect time for TCP; the deadline of a request ends it earlier
     * @param maxAnswer bytes read of an answer; the connection of one that is as long is not kept
     * @param looksAlways whether each kept connection is looked at before it is used again
     */
    public HttpPost(Duration connect, int maxAnswer, boolean looksAlways) {
        this.connectMillis = (int) connect.toMillis();
        this.maxAnswer = maxAnswer;
        this.looksAlways = looksAlways;
    }

    /** Sends the body once, with these headers. */
    public HttpReply post(URI uri, Map<String, String> headers, byte[] body, Deadline deadline) {
        try {
            HttpURLConnection connection = connection(uri, deadline);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            if (looksAlways || System.nanoTime() - answeredAt > QUIET_NANOS) {
                connection.setFixedLengthStreamingMode(body.length);
            }
            headers.forEach(connection::setRequestProperty);
            return run(connection, body, deadline);
        } catch (IOException noProtocol) {
            return new HttpReply.Unreachable();
        }
    }

    /** Loads the classes of an exchange, which take longer than the exchange itself, by reading from this address. */
    public void warmUp(URI own, Deadline deadline) {
        try {
            HttpURLConnection connection = connection(own, deadline);
            Cutoff.run(connection, deadline.nanoTime(), () -> answered(connection, deadline));
        } catch (IOException notReadable) {
            // then the first request waits for the classes
        }
    }

    private HttpReply run(HttpURLConnection connection, byte[] body, Deadline deadline) {
        open.add(connection);
        try {
            return closed
                    ? new HttpReply.Unreachable()
                    : Cutoff.run(connection, deadline.nanoTime(), () -> exchange(connection, body, deadline));
        } catch (IOException brokenOff) {
            return new HttpReply.Unanswered();
        } finally {
            open.remove(connection);
        }
    }

    private HttpReply exchange(HttpURLConnection connection, byte[] body, Deadline deadline) throws IOException {
        try {
            connection.connect();
        } catch (IOException nothingSent) {
            return new HttpReply.Unreachable();
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return answered(connection, deadline);
    }

    private HttpURLConnection connection(URI uri, Deadline deadline) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        // 0 would mean for ever
        int left = Math.max(1, (int) deadline.remaining().toMillis());
        connection.setConnectTimeout(Math.min(left, connectMillis));
        connection.setReadTimeout(left);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        return connection;
    }

    /** Reads the answer whole, without which its connection would not be used again. */
    private HttpReply answered(HttpURLConnection connection, Deadline deadline) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("no HTTP");
        }
        byte[] body = Cutoff.body(connection, status, maxAnswer, deadline.nanoTime());
        if (body.length == maxAnswer) {
            connection.disconnect();
        }
        answeredAt = System.nanoTime();
        return new HttpReply.Answered(
                status, RetryAfter.parse(connection.getHeaderField("Retry-After"), Instant.now()), body);
    }

    /** Breaks off what is under way, which counts as not answered; whatever is posted afterwards is not sent. */
    @Override
    public void close() {
        closed = true;
        open.forEach(HttpURLConnection::disconnect);
    }
}
