package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.CapturedLog;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for the way to GA4, alone and beside PostHog. */
class Ga4DeliveryTest {
    private final Ga4Server ga4 = new Ga4Server();
    private final PostHogServer posthog = new PostHogServer();

    @AfterEach
    void stop() {
        assertEquals(List.of(), ga4.mistakes());
        ga4.close();
        posthog.close();
    }

    @Test
    void samples_arriveInsideEveryLimit() {
        try (TestWorker worker = TestWorker.start(ga4)) {
            Samples.accepted()
                    .forEach(sample -> assertEquals(200, worker.post(sample).statusCode()));
            assertEquals(Samples.accepted().size(), ga4.events().size());
            assertEquals(Samples.accepted().size(), worker.count(WorkerCounter.GA4_DELIVERED));
        }
    }

    @Test
    void batch_isGroupedByClientInPortionsOf25() {
        try (TestWorker worker = TestWorker.start(ga4)) {
            String lines = IntStream.range(0, 90)
                    .mapToObj(i -> Samples.started(i % 3 == 0 ? "ann" : "bob", i))
                    .collect(Collectors.joining("\n"));
            assertEquals("{\"ok\":true}", worker.lines(lines).body());
            assertEquals(90, ga4.events().size());
            assertEquals(2 + 3, ga4.bodies().size());
            assertEquals(
                    Set.of("ann", "bob"),
                    ga4.bodies().stream()
                            .map(body -> body.getOrDefault("client_id", ""))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void besidePostHog_itsFailureIsCountedAndNotAnswered() {
        try (TestWorker worker = TestWorker.start(posthog, ga4)) {
            ga4.mood(request -> Reply.of(403));
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(1, worker.count(WorkerCounter.GA4_FAILED));
            assertEquals(1, worker.count(WorkerCounter.ACCEPTED));
        }
    }

    @Test
    void besidePostHog_theAnswerWaitsForItABoundedTime() {
        try (TestWorker worker = TestWorker.start(posthog, ga4)) {
            ga4.mood(request -> Reply.of(204).after(Duration.ofSeconds(6)));
            long start = System.nanoTime();
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 4000);
            assertEquals(1, worker.count(WorkerCounter.GA4_FAILED));
        }
    }

    @Test
    void besidePostHog_getsOnlyWhatPostHogTook() {
        try (TestWorker worker = TestWorker.start(posthog, ga4)) {
            posthog.mood(request -> request.body().contains("session-2\"") ? Reply.of(400) : null);
            worker.lines(Samples.started(1) + "\n" + Samples.started(2) + "\n" + Samples.started(3));
            assertEquals(2, ga4.events().size());
            posthog.mood(request -> null);
            assertEquals(200, worker.post(Samples.started(2)).statusCode());
            assertEquals(3, ga4.events().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void notTaken_isRepeated(int status) {
        try (TestWorker worker = TestWorker.start(ga4)) {
            AtomicInteger left = new AtomicInteger(1);
            ga4.mood(request -> left.getAndDecrement() > 0 ? Reply.of(status) : null);
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(2, ga4.requests().size());
            assertEquals(1, worker.count(WorkerCounter.GA4_RETRIED));
        }
    }

    @Test
    void brokenOffAfterTheBodyWentOut_isNeverSentAgain() {
        try (TestWorker worker = TestWorker.start(ga4)) {
            ga4.mood(request -> Reply.of(0));
            assertEquals(
                    "{\"error\":\"forward_failed\"}",
                    worker.post(Samples.started(1)).body());
            ga4.mood(request -> null);
            assertEquals(502, worker.post(Samples.started(1)).statusCode());
            assertEquals(1, ga4.requests().size());
        }
    }

    @Test
    void unreachable_isSentLater() {
        try (TestWorker worker = TestWorker.start(ga4)) {
            ga4.stop();
            assertEquals(502, worker.post(Samples.started(1)).statusCode());
            ga4.startAgain();
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(1, ga4.events().size());
        }
    }

    @Test
    void failures_areLoggedWithoutTheUrl() {
        try (CapturedLog log = new CapturedLog();
                TestWorker worker = TestWorker.start(posthog, ga4)) {
            ga4.mood(request -> Reply.of(403));
            worker.post(Samples.started(1));
            ga4.stop();
            worker.post(Samples.started(2));
            assertTrue(log.text().contains("GA4 refuses events"), log::text);
            assertFalse(log.text().contains(Ga4Server.SECRET) || log.text().contains("mp/collect"), log::text);
        }
    }
}
