package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import com.runmat.telemetry.worker.kit.TricklingServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for a back end whose bytes come so slowly that its answer has no end, and so steadily that no read takes long. */
class TricklingBackEndTest {
    private static final String BODY = "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n";
    /** Within this an answer that is due after one and a half seconds is there, on a busy machine too. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\r\nX-Slow: ",
                BODY,
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
                "HTTP/1.1 503 Busy\r\nContent-Length: 60000\r\n\r\n"
            })
    void answerWithoutEnd_failsAtTheDeadline_andItsConnectionAndItsSlotAreFree(String beginning) {
        try (TricklingServer posthog = new TricklingServer(beginning);
                TestWorker worker = TestWorker.start(environment(posthog))) {
            assertEquals("{\"error\":\"forward_failed\"}", inTime(worker).body());
            assertEquals(1, worker.count(WorkerCounter.POSTHOG_FAILED));
            await().atMost(SOON).until(() -> posthog.trickling() == 0);
            posthog.mend();
            await().atMost(SOON).until(() -> worker.post(Samples.started(2)).statusCode() == 200);
        }
    }

    @Test
    void answerWithoutEnd_ofGa4Beside_delaysNoAnswer_andEndsAtItsOwnDeadline() {
        try (TricklingServer ga4 = new TricklingServer(BODY);
                PostHogServer posthog = new PostHogServer()) {
            Map<String, String> environment = environment(ga4);
            environment.put("POSTHOG_HOST", posthog.url());
            environment.put("GA_MEASUREMENT_ID", Ga4Server.MEASUREMENT_ID);
            environment.put("GA_API_SECRET", Ga4Server.SECRET);
            environment.put("GA_HOST", ga4.url());
            environment.put("SINGLE_TIMEOUT", "20s");
            environment.put("GA4_TIMEOUT", "5s");
            try (TestWorker worker = TestWorker.start(environment)) {
                assertEquals(200, inTime(worker).statusCode());
                assertEquals(0, worker.count(WorkerCounter.GA4_UNCONFIRMED));
                worker.awaitGa4();
                assertEquals(1, worker.count(WorkerCounter.GA4_UNCONFIRMED));
                await().atMost(SOON).until(() -> ga4.trickling() == 0);
            }
        }
    }

    @Test
    void answerWithoutEnd_doesNotKeepTheWorkerFromEnding() {
        try (TricklingServer posthog = new TricklingServer(BODY)) {
            Map<String, String> environment = environment(posthog);
            environment.put("SINGLE_TIMEOUT", "60s");
            TestWorker worker = TestWorker.start(environment);
            CompletableFuture<?> ignored = worker.postAsync(Samples.started(1));
            await().atMost(SOON).until(() -> posthog.trickling() == 1);
            worker.close();
            assertEquals(1, worker.count(WorkerCounter.REFUSED_FORWARD_FAILED));
            await().atMost(SOON).until(() -> posthog.trickling() == 0);
        }
    }

    private static Map<String, String> environment(TricklingServer posthog) {
        return TestWorker.environment(
                "POSTHOG_API_KEY",
                PostHogServer.KEY,
                "POSTHOG_HOST",
                posthog.url(),
                "SINGLE_TIMEOUT",
                "1500ms",
                "POSTHOG_REQUESTS",
                "1");
    }

    private static HttpResponse<String> inTime(TestWorker worker) {
        long start = System.nanoTime();
        HttpResponse<String> answer = worker.post(Samples.started(1));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(SOON) < 0, took::toString);
        return answer;
    }
}
