package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer;
import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.CapturedLog;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for the way to PostHog: what leaves, and what happens when PostHog does not take it. */
class PostHogDeliveryTest {
    private final PostHogServer posthog = new PostHogServer();
    private final TestWorker worker = TestWorker.start(posthog, "BATCH_LINGER", "20ms", "BATCH_TIMEOUT", "30s");

    @AfterEach
    void stop() {
        assertTrue(worker.addsUp(), () -> worker.counts().toString());
        assertEquals(worker.count(WorkerCounter.ACCEPTED), worker.count(WorkerCounter.POSTHOG_DELIVERED));
        worker.close();
        posthog.close();
    }

    @Test
    void samples_leaveWithTheFieldsOfTheContractAndNoOthers() {
        Set<String> allowed = Arrays.stream(Field.values())
                .map(Field::posthog)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> always = Set.of("$process_person_profile", "$geoip_disable", "$ip", "$lib");
        allowed.addAll(always);
        for (String sample : Samples.accepted()) {
            worker.post(sample);
            assertEquals(
                    Set.of("event", "distinct_id", "uuid", "timestamp", "properties"),
                    posthog.events().get(posthog.events().size() - 1).keySet());
            Set<String> names = posthog.lastProperties().keySet();
            assertTrue(allowed.containsAll(names), names::toString);
            assertTrue(names.containsAll(always), names::toString);
            assertTrue(names.containsAll(Set.of("event_label", "os", "arch", "source", "transport", "summary")));
        }
        assertEquals(Samples.accepted().size(), posthog.events().size());
    }

    @Test
    void nestedRawFigures_leaveFlat() {
        worker.post(Samples.accepted().get(5));
        assertEquals("runtime_finished", posthog.events().get(0).get("event"));
        assertEquals(
                "0b7f0c1e-52a0-4d0f-9f0a-5b9a3c3a2f10", posthog.events().get(0).get("uuid"));
        assertEquals("2025-11-24T16:00:01.234Z", posthog.events().get(0).get("timestamp"));
        assertEquals(7L, posthog.lastProperties().get("gpu_dispatches"));
        assertEquals(1_500_000L, posthog.lastProperties().get("gpu_wall_ns"));
        assertEquals("MATLAB:UndefinedFunction", posthog.lastProperties().get("error_class"));
        assertEquals("Apple M2 Max", posthog.lastProperties().get("device_name"));
        assertFalse(posthog.requests().get(0).body().contains("secret"));
    }

    @Test
    void concurrentRequests_leaveTogether_gzipped() {
        CountDownLatch released = new CountDownLatch(1);
        posthog.mood(BackEndServer.heldUntil(released));
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
                .mapToObj(i -> worker.postAsync("[" + Samples.started(i) + "]"))
                .toList();
        // however late they come: until an answer no more than the requests that may be open have left
        await().until(() -> worker.count(WorkerCounter.RECEIVED) == 100);
        released.countDown();
        answers.forEach(answer -> assertEquals(200, answer.join().statusCode()));
        assertEquals(100, posthog.events().size());
        assertTrue(posthog.requests().size() < 50, () -> posthog.requests().size() + " requests");
        assertTrue(posthog.requests().stream().allMatch(request -> request.gzip()));
    }

    @Test
    void refusedBatch_isSplitUntilTheCulpritFailsAlone() {
        posthog.mood(request -> request.body().contains("1764000001-37\"") ? Reply.of(400) : null);
        HttpResponse<String> answer = worker.lines(lines(100));
        assertEquals(
                "{\"ok\":false,\"results\":[{\"index\":37,\"status\":502,\"error\":\"forward_failed\"}]}",
                answer.body());
        assertEquals(99, posthog.events().size());
        assertEquals(99, sessions().size());
        assertEquals(1, worker.count(WorkerCounter.REFUSED_FORWARD_FAILED));
        // the whole, and two halves on each of the levels above the culprit
        assertTrue(
                posthog.requests().size() <= 1 + 2 * 7, () -> posthog.requests().size() + " requests");
    }

    @Test
    void batchTooLarge_isSplit() {
        posthog.mood(request -> request.body().length() > 20_000 ? Reply.of(413) : null);
        assertEquals("{\"ok\":true}", worker.lines(lines(100)).body());
        assertEquals(100, posthog.events().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 408, 429, 500, 503})
    void passingTrouble_isRepeatedWithTheSameBytes(int status) {
        AtomicInteger left = new AtomicInteger(2);
        posthog.mood(request -> left.getAndDecrement() > 0 ? Reply.of(status) : null);
        assertEquals(200, worker.post(Samples.started(1)).statusCode());
        assertEquals(3, posthog.requests().size());
        assertEquals(
                1,
                posthog.requests().stream()
                        .map(request -> request.body())
                        .distinct()
                        .count());
        assertEquals(2, worker.count(WorkerCounter.POSTHOG_RETRIED));
    }

    @Test
    void retryAfter_isKept() {
        AtomicInteger left = new AtomicInteger(1);
        posthog.mood(request -> left.getAndDecrement() > 0 ? Reply.of(429).retryAfter("1") : null);
        long start = System.nanoTime();
        assertEquals(200, worker.post(Samples.started(1)).statusCode());
        assertTrue(System.nanoTime() - start >= Duration.ofSeconds(1).toNanos());
    }

    @Test
    void retryAfterBeyondTheTime_failsAtOnce() {
        posthog.mood(request -> Reply.of(503).retryAfter("60"));
        assertEquals(
                "{\"error\":\"forward_failed\"}",
                worker.post(Samples.started(1)).body());
        assertEquals(1, posthog.requests().size());
    }

    @Test
    void silence_isAnsweredAfterTheTimeForASingleEvent() {
        posthog.mood(request -> Reply.of(200).after(Duration.ofSeconds(20)));
        worker.get("/health");
        long start = System.nanoTime();
        assertEquals(502, worker.post(Samples.started(1)).statusCode());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.toMillis() >= 4900 && took.toMillis() < 15_000, took::toString);
    }

    @Test
    void slowButInTime() {
        posthog.mood(request -> Reply.of(200).after(Duration.ofMillis(700)));
        assertEquals(200, worker.post(Samples.started(1)).statusCode());
        assertEquals(1, posthog.requests().size());
    }

    @Test
    void down_failsAndThenComesBack() {
        posthog.stop();
        assertEquals(502, worker.post(Samples.started(1)).statusCode());
        posthog.startAgain();
        assertEquals(200, worker.post(Samples.started(1)).statusCode());
        assertEquals(1, posthog.events().size());
    }

    @Test
    void unknownKey_failsAllWithOneLoudLine() {
        try (CapturedLog log = new CapturedLog()) {
            posthog.mood(request -> Reply.of(401));
            assertTrue(worker.lines(lines(50))
                    .body()
                    .startsWith("{\"ok\":false,\"results\":[{\"index\":0,\"status\":502,"));
            worker.post(Samples.started(200));
            worker.post(Samples.started(201));
            assertEquals(3, posthog.requests().size());
            assertEquals(3, worker.count(WorkerCounter.POSTHOG_UNAUTHORIZED));
            assertEquals(
                    1,
                    log.text()
                            .lines()
                            .filter(line -> line.contains("POSTHOG_API_KEY"))
                            .count());
            assertFalse(log.text().contains(PostHogServer.KEY));
        }
    }

    @Test
    void usedUpQuota_isCountedAndSaid() {
        try (CapturedLog log = new CapturedLog()) {
            posthog.mood(request -> Reply.of(200).body("{\"status\":1,\"quota_limited\":[\"events\"]}"));
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(1, worker.count(WorkerCounter.POSTHOG_QUOTA_LIMITED));
            assertTrue(log.text().contains("quota is used up"));
        }
    }

    @Test
    void troubleInTheMiddleOfManyEvents_losesNone() {
        AtomicInteger count = new AtomicInteger();
        posthog.mood(request -> switch (count.incrementAndGet() % 5) {
            case 1 -> Reply.of(503);
            case 2 -> Reply.of(0);
            case 3 -> Reply.of(200).after(Duration.ofMillis(50));
            default -> null;
        });
        for (int batch = 0; batch < 20; batch++) {
            assertEquals(
                    "{\"ok\":true}",
                    worker.lines(lines(batch * 100, batch * 100 + 100)).body());
        }
        assertEquals(2000, sessions().size());
    }

    private Set<Object> sessions() {
        return posthog.events().stream()
                .map(event -> PostHogServer.properties(event).getOrDefault("session_id", ""))
                .collect(Collectors.toSet());
    }

    private static String lines(int count) {
        return lines(0, count);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::started).collect(Collectors.joining("\n"));
    }
}
