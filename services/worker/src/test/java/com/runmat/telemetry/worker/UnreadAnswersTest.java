package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.http.server.Patience;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.RawConnection;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for small bodies with large answers, and for clients that do not read them. */
class UnreadAnswersTest {
    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String MOST = "1\n".repeat(5000);

    private final PostHogServer posthog = new PostHogServer();
    private final List<RawConnection> unread = new ArrayList<>();

    @AfterEach
    void stop() {
        unread.forEach(RawConnection::close);
        posthog.close();
    }

    @Test
    void moreElementsThanTheLimit_areRefusedAsAWhole() {
        try (TestWorker worker = start(NEVER)) {
            byte[] many = TestWorker.gzip(("[" + "1,".repeat(524_286) + "1]").getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> answer = worker.post(many, "Content-Encoding", "gzip");
            assertEquals("413 {\"error\":\"payload_too_large\"}", answer.statusCode() + " " + answer.body());
            assertEquals(413, worker.lines(MOST + "1\n").statusCode());
            HttpResponse<String> most = worker.lines(MOST);
            assertEquals(200, most.statusCode());
            assertTrue(most.body().length() < 300_000, () -> most.body().length() + " bytes");
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void clientThatDoesNotRead_isClosed_whileOthersAreServed() throws IOException {
        try (TestWorker worker = start(Duration.ofSeconds(2))) {
            RawConnection connection = unread(worker);
            await().atMost(SOON).until(() -> worker.openRequests() == 1);
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            await().atMost(SOON).until(() -> worker.openRequests() == 0);
            // what was on its way, and then the end instead of the rest
            connection.readToItsEnd();
        }
    }

    @Test
    void answersThatAreNotRead_shareABoundedMemory_andGiveItBack() {
        try (TestWorker worker = start(Duration.ofSeconds(10))) {
            // the longest answer may take 320 kB, and there are 2 MiB
            for (int i = 0; i < 6; i++) {
                unread(worker);
            }
            HttpResponse<String> refused =
                    await().atMost(SOON).until(() -> worker.lines(MOST), answer -> answer.statusCode() != 200);
            assertEquals("503 {\"error\":\"overloaded\"}", refused.statusCode() + " " + refused.body());
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            await().atMost(SOON).until(() -> worker.lines(MOST).statusCode() == 200);
            await().atMost(SOON).until(() -> worker.openRequests() == 0);
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    /** Ten thousand of them would hold about 16 MB until their timers ring. */
    @Test
    void finishedExchanges_areNotHeldByTheirTimers() throws IOException {
        try (TestWorker worker = start(NEVER);
                RawConnection connection = new RawConnection(worker)) {
            finish(connection, 1000);
            long before = used();
            finish(connection, 10_000);
            assertTrue(used() - before < 4_000_000, () -> "grew by " + (used() - before));
        }
    }

    /** The server waits for each body, as it comes only after the server has asked for it. */
    private static void finish(RawConnection connection, int exchanges) throws IOException {
        String body = "1";
        String head = RawConnection.head(body.length()).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
        for (int i = 0; i < exchanges; i++) {
            connection.write(head);
            connection.readUntil("\r\n\r\n");
            connection.write(body);
            connection.readUntil("]}");
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** One whose answers are more than the network holds. */
    private RawConnection unread(TestWorker worker) {
        RawConnection connection = new RawConnection(worker);
        unread.add(connection);
        Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 40; i++) {
                connection.write(RawConnection.head(MOST.length()) + MOST);
            }
        });
        return connection;
    }

    private TestWorker start(Duration answer) {
        Map<String, String> environment = TestWorker.environment("TRANSFER_MIB", "2");
        environment.put("POSTHOG_API_KEY", PostHogServer.KEY);
        environment.put("POSTHOG_HOST", posthog.url());
        Patience patience = new Patience(NEVER, NEVER, answer, NEVER);
        return TestWorker.of(Worker.start(TestWorker.settings(environment), patience, NEVER));
    }
}
