package com.runmat.telemetry.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for a worker whose answer begins at once, comes byte by byte, and has no end. */
@Timeout(120)
class TricklingWorkerTest extends RunningForwarder {
    private static final int BYTES = 1000;

    TricklingWorkerTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-Slow: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
                "HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n1;"
            })
    void answerWithoutEnd_isCutOff_andTheSameRelayTriesAgain(String beginning) throws Exception {
        try (ServerSocket trickling = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            trickling.setSoTimeout((int) SOON.toMillis());
            restart(
                    "TELEMETRY_HTTP_ENDPOINT",
                    "http://127.0.0.1:" + trickling.getLocalPort() + "/ingest",
                    "FORWARDER_REQUEST_TIMEOUT",
                    "2s",
                    "FORWARDER_CONCURRENCY",
                    "1");
            send(0, 1);
            assertThrows(IOException.class, () -> trickle(trickling, beginning));
            Thread.ofVirtual().start(() -> answerAll(trickling));
            awaitEnds(1);
            assertEquals(1, value(ForwarderCounter.DELIVERED));
            assertTrue(value(ForwarderCounter.POSTS_FAILED) >= 1, "" + counted());
        }
    }

    /** On a busy machine a good answer may come too late as well. */
    private static void answerAll(ServerSocket server) {
        try {
            while (true) {
                write(server.accept().getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}");
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** For 20 s, unless the forwarder closes the connection before. */
    private static void trickle(ServerSocket trickling, String beginning) throws IOException, InterruptedException {
        try (Socket first = trickling.accept()) {
            write(first.getOutputStream(), beginning);
            for (int i = 0; i < BYTES; i++) {
                Thread.sleep(Duration.ofMillis(20));
                write(first.getOutputStream(), "a");
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
