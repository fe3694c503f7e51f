package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer;
import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for a back end that takes its time: who waits for it, and for how long. */
class SlowBackEndTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** The client whose events the back end does not answer in time. */
    private static final String SLOW = "1764000000-500";

    private final PostHogServer posthog = new PostHogServer();

    @AfterEach
    void stop() {
        posthog.close();
    }

    /** A back end that takes a second and clients that wait nearly two, six times as long for a busy machine. */
    @Test
    void eightyRequestsBesideEightBatches_areAllAnsweredInTime() {
        posthog.mood(request -> Reply.of(200).after(Duration.ofSeconds(6)));
        try (TestWorker worker = TestWorker.start(posthog, "SINGLE_TIMEOUT", "11s", "BATCH_TIMEOUT", "30s")) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int batch = 1; batch <= 8; batch++) {
                answers.add(worker.postAsync(array(1000 * batch, 1000 * batch + 500)));
                int batches = batch;
                await().atMost(SOON).until(() -> posthog.requests().size() >= batches);
            }
            for (int i = 0; i < 80; i++) {
                answers.add(worker.postAsync(Samples.started(i)));
            }
            answers.forEach(
                    answer -> assertEquals("{\"ok\":true}", answer.join().body()));
            assertEquals(8 * 500 + 80, worker.count(WorkerCounter.ACCEPTED));
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    /** A batch for each of them would use up all requests that may be open long before the first is answered. */
    @Test
    void eventsOneByOne_gatherWhileOthersAreOnTheirWay_andAreAllAnsweredInTime() {
        posthog.mood(request -> Reply.of(200).after(Duration.ofSeconds(4)));
        try (TestWorker worker = TestWorker.start(posthog, "SINGLE_TIMEOUT", "7s")) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                answers.add(worker.postAsync(Samples.started(i)));
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            answers.forEach(
                    answer -> assertEquals("{\"ok\":true}", answer.join().body()));
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void batchesWithoutAnswer_leaveRoomForSingleEvents() {
        CountDownLatch released = new CountDownLatch(1);
        posthog.mood(request -> request.body().contains(SLOW)
                ? BackEndServer.heldUntil(released).apply(request)
                : null);
        try (TestWorker worker = TestWorker.start(posthog, "POSTHOG_REQUESTS", "8", "BATCH_TIMEOUT", "60s")) {
            List<CompletableFuture<HttpResponse<String>>> batches = new ArrayList<>();
            for (int batch = 0; batch < 20; batch++) {
                batches.add(worker.postAsync("[" + Samples.started(SLOW, batch) + "]"));
                int received = batch + 1;
                await().atMost(SOON).until(() -> worker.count(WorkerCounter.RECEIVED) == received);
            }
            await().atMost(SOON).until(() -> posthog.requests().size() == 6);
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(6 + 1, posthog.requests().size());
            released.countDown();
            batches.forEach(answer -> assertEquals(200, answer.join().statusCode()));
        }
    }

    @Test
    void copyOfAnEventThatTravelsInASlowBatch_isAnsweredInItsOwnTime() {
        posthog.mood(request -> Reply.of(200).after(Duration.ofSeconds(5)));
        try (TestWorker worker = TestWorker.start(posthog, "SINGLE_TIMEOUT", "500ms", "BATCH_TIMEOUT", "30s")) {
            CompletableFuture<HttpResponse<String>> batch = worker.postAsync("[" + Samples.started(1) + "]");
            await().atMost(SOON).until(() -> posthog.requests().size() == 1);
            assertEquals(502, worker.post(Samples.started(1)).statusCode());
            assertTrue(!batch.isDone(), "the copy was answered before the batch");
            assertEquals("{\"ok\":true}", batch.join().body());
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(1, posthog.events().size());
            assertEquals(1, worker.count(WorkerCounter.ACCEPTED));
            assertEquals(1, worker.count(WorkerCounter.REFUSED_FORWARD_FAILED));
            assertEquals(1, worker.count(WorkerCounter.DUPLICATE));
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    @Test
    void close_withASilentBackEndAndWaitingEvents_answersEveryRequest() {
        posthog.mood(request -> Reply.of(200).after(Duration.ofMinutes(1)));
        TestWorker worker =
                TestWorker.start(posthog, "POSTHOG_REQUESTS", "1", "SINGLE_TIMEOUT", "60s", "BATCH_TIMEOUT", "60s");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        answers.add(worker.postAsync(Samples.started(0)));
        await().atMost(SOON).until(() -> posthog.requests().size() == 1);
        for (int i = 1; i < 10; i++) {
            answers.add(worker.postAsync(Samples.started(i)));
        }
        answers.add(worker.postAsync(array(100, 700)));
        await().atMost(SOON).until(() -> worker.count(WorkerCounter.RECEIVED) == 610);
        worker.drain();
        assertEquals(
                List.of(502, 200),
                List.of(
                        answers.get(5).join().statusCode(),
                        answers.get(10).join().statusCode()));
        answers.forEach(CompletableFuture::join);
        assertEquals(610, worker.count(WorkerCounter.REFUSED_FORWARD_FAILED));
        assertTrue(worker.addsUp(), () -> worker.counts().toString());
        worker.close();
    }

    private static String array(int from, int to) {
        return "[" + IntStream.range(from, to).mapToObj(Samples::started).collect(Collectors.joining(",")) + "]";
    }
}
