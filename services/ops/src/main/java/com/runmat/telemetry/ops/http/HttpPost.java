package com.runmat.telemetry.ops.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Posts by HTTP/1.1 over connections that are kept, 75 s while idle. Failures are replies, not exceptions; a redirect is an answer
 * like others. A kept connection is looked at before it is used again, and no request is sent twice. Thread-safe; a call blocks until the answer, its deadline or {@link #close}.
 *
 * <p>The HTTP is our own: of a batch's whole cost the JDK's clients were the greater part. Decision 30 has the figures.
 */
public final class HttpPost implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(75);

    /** What waits for a server that reads nothing is cut off at most so long after its deadline. */
    private static final long CUT_NANOS = Duration.ofMillis(250).toNanos();

    /** Connections that are idle for too long are looked for so often. */
    private static final long LOOK_NANOS = Duration.ofSeconds(20).toNanos();

    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cutoff").factory());

    static {
        TIMER.setRemoveOnCancelPolicy(true);
    }

    private static final byte[] NOTHING = {};

    private final Duration connect;
    private final int maxAnswer;
    private final Map<Origin, Deque<Connection>> idle = new ConcurrentHashMap<>();
    private final Set<Connection> busy = ConcurrentHashMap.newKeySet();
    private final Alarm cutting = new Alarm(TIMER, this::cutOverdue);
    private volatile boolean closed;

    /**
     * @param connect time for TCP; the deadline of a request ends it earlier
     * @param maxAnswer bytes read of an answer; the connection of one that is longer is not kept
     */
    public HttpPost(Duration connect, int maxAnswer) {
        this.connect = connect;
        this.maxAnswer = maxAnswer;
    }

    /** Sends the body once, with these headers. */
    public HttpReply post(URI uri, Map<String, String> headers, byte[] body, Deadline deadline) {
        return post(uri, headers, body, body.length, deadline);
    }

    /** The same with the first {@code length} bytes of {@code body}. */
    public HttpReply post(URI uri, Map<String, String> headers, byte[] body, int length, Deadline deadline) {
        return send("POST", uri, headers, body, length, deadline);
    }

    /** Loads the classes of an exchange, which take longer than the exchange itself, by reading from this address. */
    public void warmUp(URI own, Deadline deadline) {
        send("GET", own, Map.of(), NOTHING, 0, deadline);
    }

    private HttpReply send(
            String method, URI uri, Map<String, String> headers, byte[] body, int length, Deadline deadline) {
        Origin origin = Origin.of(uri);
        byte[] head = head(method, origin, uri, headers, length);
        Connection connection = connection(origin, deadline);
        busy.add(connection);
        cutting.by(deadline.nanoTime() + CUT_NANOS);
        boolean keep = false;
        try {
            if (closed || !connection.opened(connect)) {
                return new HttpReply.Unreachable();
            }
            HttpAnswer answer = connection.exchange(head, body, length, maxAnswer);
            keep = answer.whole();
            return new HttpReply.Answered(
                    answer.status(), RetryAfter.parse(answer.retryAfter(), Instant.now()), answer.body());
        } catch (IOException brokenOff) {
            return new HttpReply.Unanswered();
        } finally {
            busy.remove(connection);
            putAway(connection, keep);
        }
    }

    /** The one that was used last, as the others may then fall idle; else a new one. */
    private Connection connection(Origin origin, Deadline deadline) {
        Deque<Connection> kept = idle.computeIfAbsent(origin, first -> new ConcurrentLinkedDeque<>());
        for (Connection last = kept.poll(); last != null; last = kept.poll()) {
            if (last.reused(deadline, IDLE)) {
                return last;
            }
            last.close();
        }
        return new Connection(origin, deadline);
    }

    private void putAway(Connection connection, boolean keep) {
        if (keep) {
            idle.getOrDefault(connection.origin(), new ConcurrentLinkedDeque<>())
                    .push(connection);
        }
        if (!keep || closed) {
            connection.close();
        }
    }

    private static byte[] head(String method, Origin origin, URI uri, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder(256);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        head.append(method).append(' ').append(path);
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\n");
        header(head, "Host", origin.authority());
        header(head, "User-Agent", "runmat-telemetry");
        headers.forEach((name, value) -> header(head, name, value));
        header(head, "Content-Length", Integer.toString(length));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void header(StringBuilder head, String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException("the header " + name + " holds a character that no header may have");
            }
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Returns when there may be something to cut again. */
    private long cutOverdue() {
        long now = System.nanoTime();
        long next = now + LOOK_NANOS;
        for (Connection connection : busy) {
            connection.cutIfOverdue();
            next = Math.min(next - now, connection.deadline() - now) + now;
        }
        // a moment later than they may be used, so that none is closed under a request
        idle.values().forEach(kept -> kept.removeIf(connection -> connection.closedIfIdle(IDLE.plusSeconds(5))));
        return Math.max(next - now, 0) + now + CUT_NANOS;
    }

    /** Breaks off what is under way, which counts as not answered; whatever is posted afterwards is not sent. */
    @Override
    public void close() {
        closed = true;
        cutting.close();
        busy.forEach(Connection::close);
        idle.values().forEach(connections -> connections.forEach(Connection::close));
    }
}
