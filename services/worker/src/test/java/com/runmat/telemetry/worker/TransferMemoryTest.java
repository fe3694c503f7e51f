package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.http.server.Patience;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.RawConnection;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests for the memory that all bodies being received and all answers being sent share. */
class TransferMemoryTest {
    private static final String REST = Samples.started(1);

    /** Of the largest body there is: two of them fill 2 MiB but for a few bytes. */
    private static final String MOST_OF_A_BODY = "\n".repeat(1024 * 1024 - REST.length());

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void bodiesBeyondTheMemory_areTurnedAway_andWhatEndsGivesItBack() throws IOException {
        try (PostHogServer posthog = new PostHogServer();
                TestWorker worker = TestWorker.start(posthog, "TRANSFER_MIB", "2")) {
            try (RawConnection finished = unfinished(worker)) {
                try (RawConnection brokenOff = new RawConnection(worker)) {
                    sendMost(brokenOff);
                    assertTurnedAway(worker);
                }
                await().atMost(SOON).until(() -> worker.count(WorkerCounter.BROKEN_OFF) == 1);
                finished.write(REST);
                assertEquals(200, finished.status());
            }
            // nothing less than the whole memory takes both again
            try (RawConnection one = unfinished(worker);
                    RawConnection other = unfinished(worker)) {
                assertTurnedAway(worker);
                one.write(REST);
                other.write(REST);
                assertEquals(200, one.status());
                assertEquals(200, other.status());
            }
            assertEquals(200, worker.post(Samples.started(2)).statusCode());
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    /** Nobody's patience ends here, so that they are closed for want of memory. */
    @Test
    void headsThatDoNotEnd_shareTheMemory_andGiveItBack() throws IOException {
        Duration never = Duration.ofMinutes(10);
        List<RawConnection> heads = new ArrayList<>();
        try (PostHogServer posthog = new PostHogServer();
                TestWorker worker = start(posthog, new Patience(never, never, never, never))) {
            // three times as many as there is room for
            for (int i = 0; i < 400; i++) {
                RawConnection connection = new RawConnection(worker);
                heads.add(connection);
                connection.write("POST /ingest HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(15_000));
            }
            assertEquals("", heads.getLast().readToItsEnd());
            heads.forEach(RawConnection::close);
            await().atMost(SOON).until(() -> worker.lines(MOST_OF_A_BODY + REST).statusCode() == 200);
        } finally {
            heads.forEach(RawConnection::close);
        }
    }

    private static TestWorker start(PostHogServer posthog, Patience patience) {
        Map<String, String> environment = TestWorker.environment("TRANSFER_MIB", "2");
        environment.put("POSTHOG_API_KEY", PostHogServer.KEY);
        environment.put("POSTHOG_HOST", posthog.url());
        return TestWorker.of(Worker.start(TestWorker.settings(environment), patience, Duration.ofMinutes(10)));
    }

    private static RawConnection unfinished(TestWorker worker) {
        RawConnection connection = new RawConnection(worker);
        sendMost(connection);
        return connection;
    }

    private static void sendMost(RawConnection connection) {
        connection.write(RawConnection.head(MOST_OF_A_BODY.length() + REST.length()) + MOST_OF_A_BODY);
    }

    /** As soon as the worker has read what was sent. */
    private static void assertTurnedAway(TestWorker worker) {
        long before = worker.count(WorkerCounter.REFUSED_OVERLOADED);
        HttpResponse<String> answer =
                await().atMost(SOON).until(() -> worker.post(REST), reply -> reply.statusCode() != 200);
        assertEquals("503 {\"error\":\"overloaded\"}", answer.statusCode() + " " + answer.body());
        assertEquals("2", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals(before + 1, worker.count(WorkerCounter.REFUSED_OVERLOADED));
    }
}
