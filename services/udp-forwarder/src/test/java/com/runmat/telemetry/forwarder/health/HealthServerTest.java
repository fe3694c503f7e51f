package com.runmat.telemetry.forwarder.health;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link HealthServer} over bare connections. */
@Timeout(120)
class HealthServerTest {
    private static final String GET = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int MOST = 128;

    private final HealthServer server = new HealthServer(List.of(InetAddress.getLoopbackAddress()), 0);
    private final List<Socket> connections = new ArrayList<>();

    HealthServerTest() throws IOException {
        server.start(Optional::empty, () -> Optional.of("not_yet"), () -> "m 1\n".repeat(20_000));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Test
    void get_isAnsweredWithLengthAndTime_andTheConnectionEnds() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        String answer = answer(GET);
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.endsWith("\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"ok\":true}"), answer);
        String date = answer.lines()
                .filter(line -> line.startsWith("Date: "))
                .findFirst()
                .orElse("none");
        Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.substring(6), Instant::from);
        assertTrue(then.isAfter(before) && !then.isAfter(Instant.now()), date);
    }

    @Test
    void head_hasNoBody() throws IOException {
        String answer = answer(GET.replace("GET", "HEAD"));
        assertTrue(answer.endsWith("Content-Length: 11\r\nConnection: close\r\n\r\n"), answer);
    }

    @Test
    void get_inPiecesAndWithAQuery_isAnswered() throws IOException {
        Socket connection = connection();
        for (String piece : List.of("GET /ready?", "x=1 HTTP/1.0\r", "\n\r", "\n")) {
            connection.getOutputStream().write(piece.getBytes(US_ASCII));
        }
        String answer = text(connection);
        assertTrue(answer.startsWith("HTTP/1.1 503 Service Unavailable\r\n"), answer);
        assertTrue(answer.endsWith("{\"error\":\"not_yet\"}"), answer);
    }

    @Test
    void get_largePage_comesWhole() throws IOException {
        String answer = answer(GET.replace("/health", "/metrics"));
        assertTrue(answer.contains("Content-Length: 80000\r\n"), answer);
        assertEquals(80_000, answer.length() - answer.indexOf("m 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\r\n\r\n", "\r\n\r\n", "GET  /health HTTP/1.1\r\n\r\n", "GET /health SPDY/3\r\n\r\n"})
    void noRequest_isRefused(String request) throws IOException {
        assertTrue(answer(request).startsWith("HTTP/1.1 400 Bad Request\r\n"));
    }

    @Test
    void headWithoutEnd_isRefused() throws IOException {
        assertTrue(
                answer("GET /health HTTP/1.1\r\nX: " + "x".repeat(9_000)).startsWith("HTTP/1.1 400 Bad Request\r\n"));
    }

    @Test
    void body_thatIsNotRead_takesNoAnswerAway() throws IOException {
        String answer = answer("POST /health HTTP/1.1\r\nContent-Length: 99999\r\n\r\n" + "x".repeat(99_999));
        assertTrue(answer.startsWith("HTTP/1.1 405 Method Not Allowed\r\n"), answer);
        assertTrue(answer.contains("\r\nAllow: GET, HEAD\r\n"), answer);
        assertTrue(answer.endsWith("{\"error\":\"method_not_allowed\"}"), answer);
    }

    @Test
    void silentClients_holdUpNoProbe_untilTheyAreTooMany() throws IOException {
        for (int i = 1; i < MOST; i++) {
            connection();
        }
        assertTrue(answer(GET).endsWith("{\"ok\":true}"));
        int more = 0;
        while (!answer(GET).isEmpty()) {
            connection();
            more++;
            assertTrue(more < 5 * MOST, "there is no limit");
        }
        for (Socket connection : connections) {
            connection.close();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> answer(GET).endsWith("{\"ok\":true}"));
    }

    /** Empty where the server has closed the connection without one. */
    private String answer(String request) throws IOException {
        try (Socket connection = connection()) {
            connection.getOutputStream().write(request.getBytes(US_ASCII));
            return text(connection);
        } catch (SocketException closed) {
            return "";
        }
    }

    private Socket connection() throws IOException {
        Socket connection = new Socket(InetAddress.getLoopbackAddress(), server.port());
        connections.add(connection);
        connection.setSoTimeout(60_000);
        return connection;
    }

    private static String text(Socket connection) throws IOException {
        return new String(connection.getInputStream().readAllBytes(), US_ASCII);
    }
}
