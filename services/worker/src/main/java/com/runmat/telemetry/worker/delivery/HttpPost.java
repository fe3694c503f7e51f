package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.ops.Cutoff;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Posts to the back ends over connections that are kept. Failures are replies, not exceptions. Thread-safe; it blocks until the
 * answer, the deadline or {@link #abort}.
 *
 * <p>HttpURLConnection and not HttpClient: a batch leaves every few milliseconds, and of its whole cost the exchange was a third
 * with HttpClient's chain of stages, each on a thread of its own.
 */
final class HttpPost {
    /** A TCP and TLS handshake with a host that is up takes a tenth of this. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    static {
        // read by the JDK at its first connection: how many idle ones it keeps, and that it must not repeat a
        // POST by itself, since only we know which back end can tell a second copy
        System.setProperty("http.maxConnections", "64");
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();

    /** Sends the body once. */
    Reply post(URI uri, boolean gzip, byte[] body, Deadline deadline) {
        HttpURLConnection connection;
        try {
            connection = prepared(uri, gzip, body.length, deadline);
        } catch (IOException noProtocol) {
            return new Reply.Unreachable();
        }
        open.add(connection);
        try {
            return Cutoff.run(connection, deadline.nanoTime(), () -> exchange(connection, body, deadline));
        } catch (IOException brokenOff) {
            return new Reply.Unanswered();
        } finally {
            open.remove(connection);
        }
    }

    private static Reply exchange(HttpURLConnection connection, byte[] body, Deadline deadline) throws IOException {
        try {
            connection.connect();
        } catch (IOException nothingSent) {
            return new Reply.Unreachable();
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return answered(connection, deadline);
    }

    /** Breaks off what is under way: it counts as not answered. */
    void abort() {
        open.forEach(HttpURLConnection::disconnect);
    }

    /** Loads the classes of a whole request, by reading from an address of our own. */
    void warmUp(URI own) {
        try {
            HttpURLConnection connection = (HttpURLConnection) own.toURL().openConnection();
            connection.setReadTimeout((int) CONNECT_TIMEOUT.toMillis());
            Deadline deadline = Deadline.in(CONNECT_TIMEOUT);
            Cutoff.run(connection, deadline.nanoTime(), () -> answered(connection, deadline));
        } catch (IOException notReadable) {
            // then the first event waits for the classes
        }
    }

    private static HttpURLConnection prepared(URI uri, boolean gzip, int length, Deadline deadline) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        // 0 would mean for ever
        int left = Math.max(1, (int) deadline.remaining().toMillis());
        connection.setConnectTimeout(Math.min(left, (int) CONNECT_TIMEOUT.toMillis()));
        connection.setReadTimeout(left);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(length);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("User-Agent", PostHogProjection.LIB);
        if (gzip) {
            connection.setRequestProperty("Content-Encoding", "gzip");
        }
        return connection;
    }

    /** Reads the answer whole, without which its connection would not be used again. */
    private static Reply answered(HttpURLConnection connection, Deadline deadline) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("no HTTP");
        }
        byte[] body = Cutoff.body(connection, status, MAX_ANSWER_BYTES, deadline.nanoTime());
        if (body.length == MAX_ANSWER_BYTES) {
            connection.disconnect();
        }
        return new Reply.Answered(
                status, seconds(connection.getHeaderField("Retry-After")), new String(body, StandardCharsets.UTF_8));
    }

    /** A date instead of seconds is not worth a clock's error here: the pause is then our own. */
    private static Optional<Duration> seconds(@Nullable String retryAfter) {
        boolean digits = retryAfter != null
                && !retryAfter.isEmpty()
                && retryAfter.length() < 7
                && retryAfter.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter))) : Optional.empty();
    }
}
