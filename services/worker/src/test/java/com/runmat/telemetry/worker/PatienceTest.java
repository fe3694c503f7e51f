package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.http.server.Patience;
import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.RawConnection;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for how long a client may take: by byte after byte, by half a request, by nothing at all. */
class PatienceTest {
    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(1200);

    private final PostHogServer posthog = new PostHogServer();

    @AfterEach
    void stop() {
        posthog.close();
    }

    @Test
    void bodyThatTrickles_isCutOff_whileOthersAreServed() throws IOException {
        try (TestWorker worker = start(new Patience(NEVER, SHORT, NEVER, NEVER));
                RawConnection slow = new RawConnection(worker)) {
            long start = System.nanoTime();
            slow.write(RawConnection.head(5000));
            // not half of the body when the wait ends
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !slow.write("{"));
            assertTrue(System.nanoTime() - start >= SHORT.toNanos() / 2);
            assertEquals("", slow.readToItsEnd());
            assertEquals(1, worker.count(WorkerCounter.BROKEN_OFF));
            assertEquals(0, worker.count(WorkerCounter.RECEIVED));
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
        }
    }

    @Test
    void bodyThatTricklesAfterItsRefusal_isCutOff() throws IOException {
        try (TestWorker worker = start(new Patience(NEVER, SHORT, NEVER, NEVER));
                RawConnection slow = new RawConnection(worker)) {
            slow.write("POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n");
            assertEquals(401, slow.status());
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !slow.write("{"));
            assertEquals(1, worker.count(WorkerCounter.REFUSED_UNAUTHORIZED));
        }
    }

    @Test
    void headThatDoesNotEnd_isCutOff_whileOthersAreServed() throws IOException {
        try (TestWorker worker = start(new Patience(SHORT, NEVER, NEVER, NEVER));
                RawConnection slow = new RawConnection(worker)) {
            slow.write("POST /ingest HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals("", slow.readToItsEnd());
        }
    }

    @Test
    void connectionWithoutRequests_isClosed() throws IOException {
        try (TestWorker worker = start(new Patience(NEVER, NEVER, NEVER, SHORT));
                RawConnection used = new RawConnection(worker);
                RawConnection unused = new RawConnection(worker)) {
            used.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(used.readToItsEnd().endsWith("{\"ok\":true}"));
            assertEquals("", unused.readToItsEnd());
        }
    }

    @Test
    void connectionThatWaitsForItsAnswer_isNotIdle() throws IOException {
        posthog.mood(request -> Reply.of(200).after(SHORT.multipliedBy(2)));
        try (TestWorker worker = start(new Patience(SHORT, SHORT, SHORT, SHORT), "BATCH_TIMEOUT", "20s");
                RawConnection waiting = new RawConnection(worker)) {
            waiting.write(RawConnection.head(Samples.started(1).length()) + Samples.started(1));
            assertEquals(200, waiting.status());
        }
    }

    private TestWorker start(Patience patience, String... more) {
        Map<String, String> environment = TestWorker.environment(more);
        environment.put("POSTHOG_API_KEY", PostHogServer.KEY);
        environment.put("POSTHOG_HOST", posthog.url());
        return TestWorker.of(Worker.start(TestWorker.settings(environment), patience, NEVER));
    }
}
