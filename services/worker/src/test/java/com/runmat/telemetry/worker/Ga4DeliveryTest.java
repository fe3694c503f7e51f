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
import java.util.function.IntFunction;
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
                    .mapToObj(i -> Samples.started(i % 3 == 0 ? "1764000000-1" : "1764000000-2", i))
                    .collect(Collectors.joining("\n"));
            assertEquals("{\"ok\":true}", worker.lines(lines).body());
            assertEquals(90, ga4.events().size());
            assertEquals(2 + 3, ga4.bodies().size());
            assertEquals(
                    Set.of("1764000000-1", "1764000000-2"),
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
            worker.awaitGa4();
            assertEquals(1, worker.count(WorkerCounter.GA4_LOST_REFUSED));
            assertEquals(1, worker.count(WorkerCounter.ACCEPTED));
            assertTrue(worker.ga4AddsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void besidePostHog_noAnswerWaitsForIt() {
        try (TestWorker worker = TestWorker.start(posthog, ga4, "GA4_TIMEOUT", "4s")) {
            ga4.mood(request -> Reply.of(204).after(Duration.ofSeconds(20)));
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(0, worker.count(WorkerCounter.GA4_UNCONFIRMED));
            worker.awaitGa4();
            assertEquals(1, worker.count(WorkerCounter.GA4_UNCONFIRMED));
            assertTrue(worker.ga4AddsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void besidePostHog_getsOnlyWhatPostHogTook() {
        try (TestWorker worker = TestWorker.start(posthog, ga4)) {
            posthog.mood(request -> request.body().contains("1764000001-2\"") ? Reply.of(400) : null);
            worker.lines(Samples.started(1) + "\n" + Samples.started(2) + "\n" + Samples.started(3));
            worker.awaitGa4();
            assertEquals(2, ga4.events().size());
            posthog.mood(request -> null);
            assertEquals(200, worker.post(Samples.started(2)).statusCode());
            worker.awaitGa4();
            assertEquals(3, ga4.events().size());
        }
    }

    @Test
    void besidePostHog_thousandsOfClients_openABoundedNumberOfRequests_andNoneIsLost() {
        try (TestWorker worker = TestWorker.start(posthog, ga4, "GA4_TIMEOUT", "20s")) {
            AtomicInteger open = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            ga4.mood(request -> {
                most.accumulateAndGet(open.incrementAndGet(), Math::max);
                sleep(Duration.ofMillis(20));
                open.decrementAndGet();
                return null;
            });
            for (int batch = 0; batch < 4; batch++) {
                int first = batch * 500;
                assertEquals(
                        "{\"ok\":true}",
                        worker.lines(lines(first, first + 500, i -> "client-" + i))
                                .body());
            }
            worker.awaitGa4();
            assertTrue(most.get() <= 32, () -> most + " open");
            assertEquals(2000, ga4.events().size());
            assertTrue(worker.ga4AddsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void besidePostHog_moreThanMayWait_isLeftOutAndCounted() {
        try (TestWorker worker = TestWorker.start(posthog, ga4, "GA4_QUEUE_EVENTS", "100", "GA4_TIMEOUT", "3s")) {
            ga4.mood(request -> Reply.of(204).after(Duration.ofSeconds(20)));
            assertEquals(
                    "{\"ok\":true}",
                    worker.lines(lines(0, 300, i -> "client-" + i)).body());
            assertEquals(200, worker.count(WorkerCounter.GA4_LOST_QUEUE_FULL));
            worker.awaitGa4();
            assertTrue(worker.ga4AddsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void besidePostHog_whatWaitedTooLong_isGivenUp() {
        try (TestWorker worker =
                TestWorker.start(posthog, ga4, "GA4_MAX_AGE", "3s", "GA4_REQUESTS", "1", "GA4_TIMEOUT", "10s")) {
            ga4.mood(request -> Reply.of(204).after(Duration.ofSeconds(20)));
            assertEquals(
                    "{\"ok\":true}",
                    worker.lines(lines(0, 100, i -> "client-" + i)).body());
            worker.awaitGa4();
            // a moment passes from the first of them to the last: what came late may have time for a request of its own
            long begun = 100 - worker.count(WorkerCounter.GA4_LOST_EXPIRED);
            assertTrue(begun <= 50, () -> worker.counts().toString());
            assertTrue(
                    worker.count(WorkerCounter.GA4_UNCONFIRMED) >= 1,
                    () -> worker.counts().toString());
            assertTrue(ga4.requests().size() <= begun, () -> ga4.requests().size() + " sent, " + worker.counts());
            assertTrue(worker.ga4AddsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void close_sendsWhatWaitsForGa4() {
        TestWorker worker = TestWorker.start(posthog, ga4, "GA4_REQUESTS", "1");
        ga4.mood(request -> {
            sleep(Duration.ofMillis(20));
            return null;
        });
        worker.lines(lines(0, 10, i -> "client-" + i));
        worker.close();
        assertEquals(10, ga4.events().size());
        assertEquals(10, worker.count(WorkerCounter.GA4_DELIVERED));
    }

    @Test
    void close_withASilentGa4_endsInTime_andCountsTheRest() {
        TestWorker worker = TestWorker.start(posthog, ga4, "GA4_REQUESTS", "1", "GA4_TIMEOUT", "60s");
        ga4.mood(request -> Reply.of(204).after(Duration.ofMinutes(1)));
        worker.lines(lines(0, 10, i -> "client-" + i));
        worker.close();
        assertEquals(9, worker.count(WorkerCounter.GA4_LOST_SHUTDOWN));
        assertEquals(1, worker.count(WorkerCounter.GA4_UNCONFIRMED));
        assertTrue(worker.ga4AddsUp(), () -> worker.counts().toString());
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
    void brokenOffAfterTheBodyWentOut_isUnconfirmed_andNeverSentAgain() {
        try (TestWorker worker = TestWorker.start(ga4)) {
            ga4.mood(request -> Reply.of(0));
            assertEquals("{\"ok\":true}", worker.post(Samples.started(1)).body());
            ga4.mood(request -> null);
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(1, ga4.requests().size());
            assertEquals(1, worker.count(WorkerCounter.GA4_UNCONFIRMED));
            assertEquals(1, worker.count(WorkerCounter.DUPLICATE));
        }
    }

    @Test
    void silence_isUnconfirmedAndAnsweredInTime() {
        try (TestWorker worker = TestWorker.start(ga4, "SINGLE_TIMEOUT", "3s")) {
            ga4.mood(request -> Reply.of(204).after(Duration.ofSeconds(20)));
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(1, worker.count(WorkerCounter.GA4_UNCONFIRMED));
            assertTrue(
                    worker.addsUp() && worker.ga4AddsUp(), () -> worker.counts().toString());
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
            worker.awaitGa4();
            ga4.stop();
            worker.post(Samples.started(2));
            worker.awaitGa4();
            assertTrue(log.text().contains("GA4 refuses events"), log::text);
            assertFalse(log.text().contains(Ga4Server.SECRET) || log.text().contains("mp/collect"), log::text);
        }
    }

    private static String lines(int from, int to, IntFunction<String> client) {
        return IntStream.range(from, to)
                .mapToObj(i -> Samples.started(client.apply(i), i))
                .collect(Collectors.joining("\n"));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
