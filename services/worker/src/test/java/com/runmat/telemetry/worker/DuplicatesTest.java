package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for the second copy of an event. */
class DuplicatesTest {
    private final PostHogServer posthog = new PostHogServer();
    private final Ga4Server ga4 = new Ga4Server();
    private final TestWorker worker = TestWorker.start(posthog, ga4);

    @AfterEach
    void stop() {
        assertTrue(worker.addsUp(), () -> worker.counts().toString());
        worker.close();
        posthog.close();
        ga4.close();
    }

    @Test
    void post_twice_leavesOnce() {
        assertEquals(200, worker.post(Samples.started(1)).statusCode());
        assertEquals(200, worker.post(Samples.started(1)).statusCode());
        assertEquals(1, posthog.events().size());
        worker.awaitGa4();
        assertEquals(1, ga4.events().size());
        assertEquals(1, worker.count(WorkerCounter.ACCEPTED));
        assertEquals(1, worker.count(WorkerCounter.DUPLICATE));
    }

    @Test
    void post_manyCopiesAtOnce_waitForTheFirst() {
        posthog.mood(request -> Reply.of(200).after(Duration.ofMillis(200)));
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(worker.postAsync(Samples.started(1)));
        }
        answers.forEach(answer -> assertEquals(200, answer.join().statusCode()));
        assertEquals(1, posthog.events().size());
        worker.awaitGa4();
        assertEquals(1, ga4.events().size());
        assertEquals(19, worker.count(WorkerCounter.DUPLICATE));
    }

    @Test
    void post_copyInTheSameBatch_leavesOnce() {
        assertEquals(
                200,
                worker.lines(Samples.started(1) + "\n" + Samples.started(1)).statusCode());
        assertEquals(1, posthog.events().size());
    }

    @Test
    void post_afterFailure_countsAgain() {
        posthog.mood(request -> Reply.of(403));
        assertEquals(502, worker.post(Samples.started(1)).statusCode());
        posthog.mood(request -> null);
        assertEquals(200, worker.post(Samples.started(1)).statusCode());
        assertEquals(1, posthog.events().size());
        worker.awaitGa4();
        assertEquals(1, ga4.events().size());
        assertEquals(0, worker.count(WorkerCounter.DUPLICATE));
    }

    @Test
    void post_otherClientOrLabel_isAnotherEvent() {
        worker.post(Samples.started("a", 1));
        worker.post(Samples.started("b", 1));
        worker.post(Samples.started("a", 1).replace("runtime_started", "runtime_finished"));
        assertEquals(3, posthog.events().size());
    }
}
