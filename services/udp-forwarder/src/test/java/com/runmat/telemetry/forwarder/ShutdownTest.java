package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for the end of a forwarder, inside one JVM. */
@Timeout(120)
class ShutdownTest extends RunningForwarder {
    ShutdownTest() throws IOException {}

    @Test
    void close_flushesWhatWaits() throws Exception {
        restart("FORWARDER_LINGER", "10s", "FORWARDER_FLUSH", "60s");
        send(0, 30);
        forwarder().close();
        assertEquals(30, value(ForwarderCounter.DELIVERED));
        assertEquals(30, worker.received().size());
    }

    @Test
    void close_withADrain_healthIsBadWhileDatagramsAreStillTaken() throws Exception {
        restart("FORWARDER_DRAIN", "60s");
        send(0, 10);
        Thread ending = Thread.ofPlatform().start(forwarder()::close);
        await().atMost(SOON).until(() -> get("/health").statusCode() == 503);
        assertEquals("{\"error\":\"stopping\"}", get("/health").body());
        assertEquals("{\"error\":\"stopping\"}", get("/ready").body());
        send(10, 20);
        awaitEnds(20);
        // skips the rest of the drain
        ending.interrupt();
        ending.join();
        assertEquals(20, value(ForwarderCounter.DELIVERED));
        assertEquals(20, worker.received().size());
    }

    @Test
    void close_workerAway_endsInItsTimeAndCountsTheLost() throws Exception {
        restart("FORWARDER_FLUSH", "1s");
        worker.kill();
        send(0, 30);
        long since = System.nanoTime();
        forwarder().close();
        // 3 s by its own clock (the flush setting and 2 s), and what a busy machine adds
        assertTrue(System.nanoTime() - since < Duration.ofSeconds(30).toNanos());
        assertEquals(30, value(ForwarderCounter.DROPPED_SHUTDOWN));
    }

    /** What was sent before the time for sending was over gets the time for its answer; what was not is known not to have arrived. */
    @Test
    void close_workerSlow_everyEventHasAKnownEnd() throws Exception {
        // more than it can answer in the half of the time in which batches leave, and an answer far quicker than the
        // other half
        restart("FORWARDER_CONCURRENCY", "1", "FORWARDER_BATCH_EVENTS", "5", "FORWARDER_FLUSH", "12s");
        worker.mood((stand, exchange, lines) -> {
            stand.remember(lines);
            Thread.sleep(600);
            WorkerStandIn.answer(exchange, 200, "{\"ok\":true}");
        });
        send(0, 100);
        forwarder().close();
        assertEquals(0, value(ForwarderCounter.DROPPED_UNANSWERED), () -> "" + counted());
        assertEquals(worker.received().size(), value(ForwarderCounter.DELIVERED));
        assertEquals(100 - worker.received().size(), value(ForwarderCounter.DROPPED_SHUTDOWN));
    }

    /** The first batch may have arrived, and the second was not sent. Only full ones leave. */
    @Test
    void close_workerSilent_countsWhatMayHaveArrivedApart() throws Exception {
        restart(
                "FORWARDER_CONCURRENCY",
                "1",
                "FORWARDER_BATCH_EVENTS",
                "10",
                "FORWARDER_LINGER",
                "10s",
                "FORWARDER_REQUEST_TIMEOUT",
                "60s",
                "FORWARDER_FLUSH",
                "2s");
        worker.mood((stand, exchange, lines) -> {
            stand.remember(lines);
            Thread.sleep(60_000);
        });
        send(0, 20);
        await().atMost(SOON).until(() -> worker.requests() > 0);
        forwarder().close();
        assertEquals(10, value(ForwarderCounter.DROPPED_UNANSWERED), () -> "" + counted());
        assertEquals(10, value(ForwarderCounter.DROPPED_SHUTDOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "500, , DROPPED_UNANSWERED",
        "502, , DROPPED_UNANSWERED",
        "502, 1, DROPPED_UNANSWERED",
        "503, , DROPPED_UNANSWERED",
        "503, 1, DROPPED_SHUTDOWN",
        "429, , DROPPED_SHUTDOWN"
    })
    void close_afterARefusal_onlyOneBeforeAnythingIsSentOnIsNoDoubt(
            int status, @Nullable String retryAfter, ForwarderCounter end) throws Exception {
        // all in one batch; where a try must have its answer, half of this is for the last one
        String flush = end == ForwarderCounter.DROPPED_UNANSWERED ? "1s" : "8s";
        restart("FORWARDER_LINGER", "10s", "FORWARDER_BATCH_EVENTS", "10", "FORWARDER_FLUSH", flush);
        worker.mood((stand, exchange, lines) -> {
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            WorkerStandIn.answer(exchange, status, "{}");
        });
        send(0, 10);
        await().atMost(SOON).until(() -> value(ForwarderCounter.RETRIED) >= 10);
        forwarder().close();
        assertEquals(10, value(end), () -> "" + counted());
    }

    /** A worker that has sent an event on and heard nothing names it. */
    @Test
    void close_afterARefusalOfOne_onlyThatOneIsInDoubt() throws Exception {
        restart("FORWARDER_LINGER", "10s", "FORWARDER_BATCH_EVENTS", "10", "FORWARDER_FLUSH", "1s");
        worker.mood((stand, exchange, lines) -> WorkerStandIn.answer(
                exchange,
                200,
                "{\"ok\":false,\"results\":[{\"index\":0,\"status\":502,\"error\":\"forward_failed\"}]}"));
        send(0, 10);
        await().atMost(SOON).until(() -> value(ForwarderCounter.RETRIED) >= 1);
        forwarder().close();
        assertEquals(9, value(ForwarderCounter.DELIVERED), () -> "" + counted());
        assertEquals(1, value(ForwarderCounter.DROPPED_UNANSWERED), () -> "" + counted());
    }
}
