package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for more events than the back end takes. */
class SaturationTest {
    private final PostHogServer posthog = new PostHogServer();

    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        posthog.close();
    }

    @Test
    void moreThanThereIsRoomFor_isTurnedAwayAsAWhole_andRoomComesBack() {
        try (TestWorker worker = TestWorker.start(posthog, "PENDING_EVENTS", "5000", "BATCH_TIMEOUT", "60s")) {
            posthog.mood(BackEndServer.heldUntil(released));
            CompletableFuture<HttpResponse<String>> most = worker.postAsync(array(0, 4995));
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            await().until(() -> worker.count(WorkerCounter.RECEIVED) == 4995);
            for (int i = 0; i < 5; i++) {
                answers.add(worker.postAsync("[" + Samples.started(5000 + i) + "]"));
            }
            await().until(() -> worker.count(WorkerCounter.RECEIVED) == 5000);
            HttpResponse<String> refused = worker.post(Samples.started(6000));
            assertEquals("503 {\"error\":\"overloaded\"}", refused.statusCode() + " " + refused.body());
            assertTrue(
                    Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("")) > 0);
            assertEquals(503, worker.lines(lines(6020, 6030)).statusCode());
            released.countDown();
            answers.forEach(answer -> assertEquals(200, answer.join().statusCode()));
            assertEquals(200, most.join().statusCode());
            posthog.mood(request -> null);
            assertEquals(200, worker.lines(lines(6020, 6030)).statusCode());
            assertEquals(11, worker.count(WorkerCounter.REFUSED_OVERLOADED));
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void moreMemoryThanThereIsRoomFor_isTurnedAway() {
        try (TestWorker worker =
                TestWorker.start(posthog, "PENDING_EVENTS", "1000000", "PENDING_MIB", "16", "BATCH_TIMEOUT", "60s")) {
            posthog.mood(BackEndServer.heldUntil(released));
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int batch = 0; batch < 8; batch++) {
                answers.add(worker.postAsync(array(batch * 4000, (batch + 1) * 4000)));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> worker.count(WorkerCounter.RECEIVED) == 32_000);
            released.countDown();
            long taken = answers.stream()
                    .filter(answer -> answer.join().statusCode() == 200)
                    .count();
            // an event of these takes about 1 KiB
            assertTrue(taken >= 2 && taken <= 5, () -> taken + " batches");
            assertEquals((8 - taken) * 4000, worker.count(WorkerCounter.REFUSED_OVERLOADED));
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    /** 20,000 events at once against a back end that takes none: what is pending stays in its bound, and so does the memory. */
    @Test
    void tenfoldLoadOnADeadBackEnd_keepsMemoryFlat() {
        try (TestWorker worker =
                TestWorker.start(posthog, "PENDING_EVENTS", "5000", "BATCH_TIMEOUT", "10s", "POSTHOG_REQUESTS", "2")) {
            worker.lines(lines(0, 10));
            posthog.mood(BackEndServer.heldUntil(released));
            long before = used();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int batch = 1; batch <= 200; batch++) {
                answers.add(worker.postAsync(array(batch * 100, batch * 100 + 100)));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> worker.count(WorkerCounter.RECEIVED) == 20_010);
            assertTrue(
                    worker.count(WorkerCounter.REFUSED_OVERLOADED) >= 10_000,
                    () -> worker.counts().toString());
            assertTrue(used() - before < 40_000_000, () -> "grew by " + (used() - before));
            answers.forEach(CompletableFuture::join);
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
            assertEquals(10, worker.count(WorkerCounter.ACCEPTED));
        }
    }

    /** A run's beginning is known from its end as well. */
    @Test
    void lastTenthOfTheRoom_isForEventsThatTellAnEnd() {
        try (TestWorker worker =
                TestWorker.start(posthog, "PENDING_EVENTS", "5000", "BATCH_TIMEOUT", "60s", "SINGLE_TIMEOUT", "60s")) {
            posthog.mood(BackEndServer.heldUntil(released));
            CompletableFuture<HttpResponse<String>> most = worker.postAsync(array(0, 4499));
            await().until(() -> worker.count(WorkerCounter.RECEIVED) == 4499);
            List<CompletableFuture<HttpResponse<String>>> taken = new ArrayList<>();
            taken.add(worker.postAsync(Samples.started(4499)));
            await().until(() -> worker.count(WorkerCounter.RECEIVED) == 4500);
            assertEquals(503, worker.post(Samples.started(4500)).statusCode());
            taken.add(worker.postAsync(Samples.started(4501).replace("runtime_started", "runtime_finished")));
            taken.add(worker.postAsync("{\"event_label\":\"install_failed\",\"cid\":\"1764000000-1\"}"));
            await().until(() -> worker.count(WorkerCounter.RECEIVED) == 4503);
            assertEquals(1, worker.count(WorkerCounter.REFUSED_OVERLOADED));
            released.countDown();
            taken.forEach(answer -> assertEquals(200, answer.join().statusCode()));
            assertEquals(200, most.join().statusCode());
            assertEquals(4502, worker.count(WorkerCounter.ACCEPTED));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::started).collect(Collectors.joining("\n"));
    }

    private static String array(int from, int to) {
        return "[" + lines(from, to).replace("\n", ",") + "]";
    }
}
