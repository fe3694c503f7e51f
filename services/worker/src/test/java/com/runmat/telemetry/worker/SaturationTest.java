package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for more events than the back end takes. */
class SaturationTest {
    private final PostHogServer posthog = new PostHogServer();

    @AfterEach
    void stop() {
        posthog.close();
    }

    @Test
    void moreThanThereIsRoomFor_isTurnedAwayAsAWhole_andRoomComesBack() {
        try (TestWorker worker = TestWorker.start(posthog, "PENDING_EVENTS", "10")) {
            posthog.mood(request -> Reply.of(200).after(Duration.ofMillis(700)));
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                answers.add(worker.postAsync(Samples.started(i)));
            }
            await().until(() -> worker.count(WorkerCounter.RECEIVED) == 10);
            HttpResponse<String> refused = worker.post(Samples.started(10));
            assertEquals("503 {\"error\":\"overloaded\"}", refused.statusCode() + " " + refused.body());
            assertTrue(
                    Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("")) > 0);
            assertEquals(503, worker.lines(lines(20, 30)).statusCode());
            answers.forEach(answer -> assertEquals(200, answer.join().statusCode()));
            posthog.mood(request -> null);
            assertEquals(200, worker.lines(lines(20, 30)).statusCode());
            assertEquals(11, worker.count(WorkerCounter.REFUSED_OVERLOADED));
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
        }
    }

    /** 20,000 events at once against a back end that takes none: what is pending stays in its bound, and so does the memory. */
    @Test
    void tenfoldLoadOnADeadBackEnd_keepsMemoryFlat() {
        try (TestWorker worker =
                TestWorker.start(posthog, "PENDING_EVENTS", "2000", "BATCH_TIMEOUT", "2s", "BATCHES_IN_FLIGHT", "2")) {
            posthog.mood(request -> Reply.of(200).after(Duration.ofSeconds(10)));
            worker.lines(lines(0, 10));
            long before = used();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int batch = 1; batch <= 200; batch++) {
                answers.add(worker.postAsync(
                        "[" + lines(batch * 100, batch * 100 + 100).replace("\n", ",") + "]"));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> worker.count(WorkerCounter.RECEIVED) == 20_010);
            assertTrue(
                    worker.count(WorkerCounter.REFUSED_OVERLOADED) >= 10_000,
                    () -> worker.counts().toString());
            assertTrue(used() - before < 40_000_000, () -> "grew by " + (used() - before));
            answers.forEach(CompletableFuture::join);
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
            assertEquals(0, worker.count(WorkerCounter.ACCEPTED));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::started).collect(Collectors.joining("\n"));
    }
}
