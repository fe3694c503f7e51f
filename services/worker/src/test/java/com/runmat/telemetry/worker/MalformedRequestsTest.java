package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.RawConnection;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for requests that are no HTTP, or more of it than is read. Each is answered, costs its own connection, and nobody else's. */
class MalformedRequestsTest {
    private static final String LINE = "GET /health HTTP/1.1\r\nHost: x\r\n";

    private static PostHogServer posthog;
    private static TestWorker worker;

    @BeforeAll
    static void start() {
        posthog = new PostHogServer();
        worker = TestWorker.start(posthog);
    }

    @AfterAll
    static void stop() {
        worker.close();
        posthog.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /health\r\n\r\n",
                "GET /health HTTP/9.9\r\n\r\n",
                "GET /health\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void requestThatIsNoHttp_isRefused_andItsConnectionClosed(String request) throws IOException {
        assertRefusedAlone(request);
    }

    /** Read as chunked here and otherwise by a proxy before, the second request would be one that nobody has looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: Chunked",
                "Transfer-Encoding: chunked;x=1",
                "Transfer-Encoding: identity",
                "Transfer-Encoding:",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
            })
    void otherTransferEncodingThanChunked_isRefused_andItsConnectionClosed(String header) throws IOException {
        assertRefusedAlone("POST /ingest HTTP/1.1\r\nHost: x\r\nx-telemetry-key: " + TestWorker.KEY + "\r\n" + header
                + "\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    @Test
    void chunkedBody_isRead() throws IOException {
        String event = Samples.started(7);
        assertAnswered("POST /ingest HTTP/1.1\r\nHost: x\r\nx-telemetry-key: " + TestWorker.KEY
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(event.length()) + "\r\n" + event
                + "\r\n0\r\n\r\n");
    }

    @Test
    void upgradeToHttp2_isNotTaken() throws IOException {
        assertAnswered(LINE + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
        try (RawConnection connection = new RawConnection(worker)) {
            connection.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
            assertTrue(connection.readToItsEnd().startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void headAboveItsLimit_isRefused_andItsConnectionClosed() throws IOException {
        assertAnswered(LINE + "X: " + "x".repeat(15_000) + "\r\n\r\n");
        assertRefusedAlone(LINE + "X: " + "x".repeat(17_000) + "\r\n\r\n");
        assertRefusedAlone("GET /" + "x".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    @Test
    void moreHeadersThanTheLimit_areRefused_andTheirConnectionClosed() throws IOException {
        assertAnswered(LINE + headers(95) + "\r\n");
        assertRefusedAlone(LINE + headers(101) + "\r\n");
    }

    private static String headers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "X" + i + ": x\r\n").collect(Collectors.joining());
    }

    private static void assertAnswered(String request) throws IOException {
        try (RawConnection connection = new RawConnection(worker)) {
            connection.write(request);
            assertEquals(200, connection.status());
        }
    }

    private static void assertRefusedAlone(String request) throws IOException {
        try (RawConnection other = new RawConnection(worker);
                RawConnection bad = new RawConnection(worker)) {
            String half = Samples.started(1).substring(0, 20);
            other.write(RawConnection.head(Samples.started(1).length()) + half);
            bad.write(request);
            String answer = bad.readToItsEnd();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
            other.write(Samples.started(1).substring(half.length()));
            assertEquals(200, other.status());
        }
    }
}
