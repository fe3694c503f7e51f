package com.runmat.telemetry.ops.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.runmat.telemetry.kit.RefusingPort;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for {@link HttpPost} against a real server. */
class HttpPostTest {
    private static final byte[] BODY = "some events".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_ANSWER = 1000;
    /** Within this a request that may go on is over, on a busy machine too. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final HttpServer server = server();
    private final HttpPost http = new HttpPost(Duration.ofSeconds(3), MAX_ANSWER);

    @AfterEach
    void stop() {
        http.close();
        silence.countDown();
        server.stop(0);
    }

    @Test
    void post_sendsBodyAndHeaders_andReadsTheAnswer() {
        HttpReply.Answered answered = assertInstanceOf(HttpReply.Answered.class, post("/echo", LONG));
        assertEquals(200, answered.status());
        assertEquals("POST blue", text(answered));
        assertArrayEquals(BODY, bodies.get(0));
    }

    @Test
    void post_redirect_isAnAnswerAndNotFollowed() {
        HttpReply.Answered answered = assertInstanceOf(HttpReply.Answered.class, post("/moved", LONG));
        assertEquals(307, answered.status());
        assertEquals(1, bodies.size());
    }

    @Test
    void post_errorAnswer_saysWhenToTryAgain() {
        HttpReply.Answered answered = assertInstanceOf(HttpReply.Answered.class, post("/busy", LONG));
        assertEquals(503, answered.status());
        assertEquals(Optional.of(Duration.ofSeconds(7)), answered.retryAfter());
    }

    @Test
    void post_longAnswer_isReadToItsLimit() {
        HttpReply.Answered answered = assertInstanceOf(HttpReply.Answered.class, post("/long", LONG));
        assertEquals(MAX_ANSWER, answered.body().length);
    }

    @Test
    void post_nobodyListens_isUnreachable() {
        try (RefusingPort refusing = new RefusingPort(0)) {
            URI nobody = URI.create("http://127.0.0.1:" + refusing.port() + "/");
            assertInstanceOf(HttpReply.Unreachable.class, http.post(nobody, Map.of(), BODY, Deadline.in(LONG)));
        }
    }

    @Test
    void post_silence_endsAtTheDeadlineAsUnanswered() {
        assertInstanceOf(HttpReply.Unanswered.class, post("/silence", Duration.ofSeconds(2)));
        assertEquals(1, bodies.size());
    }

    @Test
    void close_breaksOffWhatIsUnderWay_andSendsNothingMore() {
        CompletableFuture<HttpReply> reply =
                CompletableFuture.supplyAsync(() -> post("/silence", LONG.multipliedBy(2)));
        await().atMost(LONG).until(() -> bodies.size() == 1);
        http.close();
        assertInstanceOf(
                HttpReply.Unanswered.class,
                reply.orTimeout(30, TimeUnit.SECONDS).join());
        assertInstanceOf(HttpReply.Unreachable.class, post("/echo", LONG));
        assertEquals(1, bodies.size());
    }

    @Test
    void post_serverHasClosedTheKeptConnection_opensAnother() throws Exception {
        try (ClosingServer closing = new ClosingServer()) {
            URI uri = URI.create("http://127.0.0.1:" + closing.port() + "/");
            for (int request = 1; request <= 3; request++) {
                HttpReply reply = http.post(uri, Map.of(), BODY, Deadline.in(LONG));
                assertEquals(
                        200, assertInstanceOf(HttpReply.Answered.class, reply).status());
                closing.awaitClosed();
            }
            assertEquals(3, closing.connections());
        }
    }

    @Test
    void post_longBody_isSentToItsLength() {
        byte[] body = new byte[500_000];
        Arrays.fill(body, (byte) 'x');
        http.post(uri("/echo"), Map.of(), body, 400_000, Deadline.in(LONG));
        http.post(uri("/echo"), Map.of(), body, 4, Deadline.in(LONG));
        assertEquals(
                List.of(400_000, 4), bodies.stream().map(sent -> sent.length).toList());
        assertEquals(1, connections.size());
    }

    /** A write has no time-out of its own. */
    @Test
    void post_serverReadsNothing_endsSoonAfterTheDeadline() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
            CompletableFuture<HttpReply> reply = CompletableFuture.supplyAsync(
                    () -> http.post(uri, Map.of(), new byte[64 << 20], Deadline.in(Duration.ofSeconds(1))));
            assertInstanceOf(
                    HttpReply.Unanswered.class,
                    reply.orTimeout(30, TimeUnit.SECONDS).join());
        }
    }

    @Test
    void post_hostWithoutAddress_isUnreachable() {
        URI nowhere = URI.create("http://no-such-host.invalid/");
        assertInstanceOf(HttpReply.Unreachable.class, http.post(nowhere, Map.of(), BODY, Deadline.in(LONG)));
    }

    @Test
    void post_headerWithALineBreak_isRefused() {
        Map<String, String> headers = Map.of("X-Colour", "blue\r\nX-More: red");
        assertThrows(IllegalArgumentException.class, () -> http.post(uri("/echo"), headers, BODY, Deadline.in(LONG)));
        assertEquals(0, bodies.size());
    }

    @Test
    void post_afterElevenIdleSeconds_usesTheSameConnection() throws InterruptedException {
        post("/echo", LONG);
        Thread.sleep(11_000);
        post("/echo", LONG);
        assertEquals(2, bodies.size());
        assertEquals(1, connections.size());
    }

    private HttpReply post(String path, Duration time) {
        return http.post(uri(path), Map.of("X-Colour", "blue"), BODY, Deadline.in(time));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static String text(HttpReply.Answered answered) {
        return new String(answered.body(), StandardCharsets.UTF_8);
    }

    private HttpServer server() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", this::handle);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.start();
            return made;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        bodies.add(exchange.getRequestBody().readAllBytes());
        switch (exchange.getRequestURI().getPath()) {
            case "/moved" -> {
                exchange.getResponseHeaders().set("Location", "/echo");
                answer(exchange, 307, new byte[0]);
            }
            case "/busy" -> {
                exchange.getResponseHeaders().set("Retry-After", "7");
                answer(exchange, 503, new byte[0]);
            }
            case "/long" -> {
                byte[] body = new byte[10 * MAX_ANSWER];
                Arrays.fill(body, (byte) 'x');
                answer(exchange, 200, body);
            }
            case "/silence" -> awaitEnd();
            default -> {
                String text = exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("X-Colour");
                answer(exchange, 200, text.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void awaitEnd() {
        try {
            silence.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
