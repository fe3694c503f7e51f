package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.RawConnection;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for clients that send slowly, go away, or send several requests ahead. */
class SlowClientsTest {
    private final PostHogServer posthog = new PostHogServer();
    private final TestWorker worker = TestWorker.start(posthog);

    @AfterEach
    void stop() {
        worker.close();
        posthog.close();
    }

    @Test
    void bodyInPieces_isRead() throws IOException {
        String event = Samples.started(1);
        try (Socket socket = connect()) {
            write(socket, head(event.length()));
            write(socket, event.substring(0, 10));
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            write(socket, event.substring(10));
            assertEquals("HTTP/1.1 200 OK", firstLine(socket));
        }
    }

    @Test
    void bodyThatBreaksOff_isCountedAndForgotten() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head(500) + "{\"event_label\":");
            await().until(() -> worker.get("/health").statusCode() == 200);
        }
        await().until(() -> worker.count(WorkerCounter.BROKEN_OFF) == 1);
        assertEquals(0, worker.count(WorkerCounter.RECEIVED));
    }

    @Test
    void clientThatGoesAway_itsEventLeaves_andNoRequestIsLeftOpen() throws IOException {
        posthog.mood(request -> Reply.of(200).after(Duration.ofMillis(300)));
        try (Socket socket = connect()) {
            write(socket, head(Samples.started(1).length()) + Samples.started(1));
            await().until(() -> worker.count(WorkerCounter.RECEIVED) == 1);
        }
        await().until(() -> worker.count(WorkerCounter.ACCEPTED) == 1);
        assertEquals(1, posthog.events().size());
        await().until(() -> worker.openRequests() == 0);
    }

    @Test
    void requestsSentAhead_areAnsweredInOrder() throws IOException {
        try (Socket socket = connect()) {
            String good = head(Samples.started(1).length()) + Samples.started(1);
            write(socket, good + head(1) + "{" + good);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            List<String> statuses = new ArrayList<>();
            while (statuses.size() < 3) {
                String line = Objects.requireNonNull(answers.readLine());
                int at = line.indexOf("HTTP/1.1 ");
                if (at >= 0) {
                    statuses.add(line.substring(at + 9, at + 12));
                }
            }
            assertEquals(List.of("200", "400", "200"), statuses);
        }
    }

    @Test
    void requestThatComesWhileAnotherWaits_isAnsweredAfterIt() throws IOException {
        posthog.mood(request -> Reply.of(200).after(Duration.ofMillis(300)));
        try (RawConnection connection = new RawConnection(worker)) {
            connection.write(head(Samples.started(1).length()) + Samples.started(1));
            await().until(() -> worker.count(WorkerCounter.RECEIVED) == 1);
            connection.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\n");
            assertEquals(200, connection.status());
            connection.readUntil("{\"ok\":true}");
            assertEquals(1, worker.count(WorkerCounter.ACCEPTED));
            assertEquals(200, connection.status());
            connection.readUntil("{\"ok\":true}");
            connection.write("\r\n");
            assertEquals(404, connection.status());
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), worker.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String head(int length) {
        return "POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nx-telemetry-key: "
                + TestWorker.KEY + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String firstLine(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
        return new String(line, StandardCharsets.US_ASCII);
    }
}
