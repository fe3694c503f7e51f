package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for a worker that is away, slow, or refuses: nothing is lost without a reason, nothing is sent twice. */
@Timeout(120)
class WorkerTroubleTest extends RunningForwarder {
    WorkerTroubleTest() throws IOException {}

    @Test
    void worker_killedSlowAndFailing_in10000Events_losesAndRepeatsNothing() throws Exception {
        restart("FORWARDER_REQUEST_TIMEOUT", "1s", "FORWARDER_CONCURRENCY", "4");
        send(0, 2000);
        worker.mood((stand, exchange, lines) -> {
            stand.remember(lines); // taken, but the answer comes too late
            Thread.sleep(2000);
        });
        send(2000, 4000);
        worker.mood((stand, exchange, lines) -> WorkerStandIn.answer(exchange, 500, "{}"));
        send(4000, 5000);
        worker.kill();
        send(5000, 7000);
        worker.mood((stand, exchange, lines) -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            WorkerStandIn.answer(exchange, 429, "{\"error\":\"overloaded\"}");
        });
        worker.restart();
        send(7000, 9000);
        worker.mood(WorkerTroubleTest::refuseSession9500);
        send(9000, 10_000);
        awaitEnds(10_000);
        assertEquals(9999, worker.received().size());
        assertEquals(10_000, value(ForwarderCounter.RECEIVED));
        assertEquals(9999, value(ForwarderCounter.DELIVERED));
        assertEquals(1, value(ForwarderCounter.DROPPED_REJECTED_INVALID));
        assertTrue(value(ForwarderCounter.RETRIED) > 0 && value(ForwarderCounter.POSTS_FAILED) > 0, "" + counted());
    }

    /** The worker's answer to one bad event in a batch; every third of the others is asked for again once. */
    private static void refuseSession9500(WorkerStandIn worker, HttpExchange exchange, List<String> lines)
            throws IOException {
        StringBuilder results = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean bad = lines.get(i).contains("\"session-9500\"");
            boolean later = !bad && i % 3 == 0 && lines.size() > 1;
            if (bad || later) {
                results.append(results.isEmpty() ? "" : ",")
                        .append("{\"index\":%d,\"status\":%d}".formatted(i, bad ? 400 : 503));
            } else {
                worker.remember(lines.subList(i, i + 1));
            }
        }
        String body = results.isEmpty() ? "{\"ok\":true}" : "{\"ok\":false,\"results\":[" + results + "]}";
        WorkerStandIn.answer(exchange, 200, body);
    }

    @Test
    void worker_refusesABatchOf400Or413_onlyTheCulpritIsDropped() throws Exception {
        for (int status : new int[] {400, 413}) {
            restart("FORWARDER_LINGER", "200ms");
            worker.mood((stand, exchange, lines) -> {
                if (lines.stream().anyMatch(line -> line.contains("session-" + (status * 100 + 33) + '"'))) {
                    WorkerStandIn.answer(exchange, status, "{}");
                } else {
                    WorkerStandIn.accept(stand, exchange, lines);
                }
            });
            send(status * 100, status * 100 + 64);
            awaitEnds(64);
            assertEquals(63, value(ForwarderCounter.DELIVERED));
            assertEquals(
                    1,
                    value(
                            status == 400
                                    ? ForwarderCounter.DROPPED_REJECTED_INVALID
                                    : ForwarderCounter.DROPPED_REJECTED_TOO_LARGE));
        }
        assertEquals(126, worker.received().size());
    }

    @Test
    void worker_unauthorized_dropsWithItsReason() throws Exception {
        worker.mood((stand, exchange, lines) -> WorkerStandIn.answer(exchange, 401, "{\"error\":\"unauthorized\"}"));
        send(0, 5);
        awaitEnds(5);
        assertEquals(5, value(ForwarderCounter.DROPPED_REJECTED_UNAUTHORIZED));
    }

    /** A thousand batches wait, and each would be tried at once by one relay or the other. */
    @Test
    void worker_failsAgainAndAgain_isNotAskedForOneBatchAfterTheOther() throws Exception {
        restart("FORWARDER_BATCH_EVENTS", "1", "FORWARDER_MAX_BACKOFF", "2s");
        AtomicLong first = new AtomicLong();
        AtomicLong early = new AtomicLong();
        AtomicBoolean later = new AtomicBoolean();
        worker.mood((stand, exchange, lines) -> {
            first.compareAndSet(0, System.nanoTime());
            if (System.nanoTime() - first.get() < Duration.ofSeconds(3).toNanos()) {
                early.incrementAndGet();
            } else {
                later.set(true);
            }
            WorkerStandIn.answer(exchange, 500, "{}");
        });
        send(0, 1000);
        await().atMost(SOON).untilTrue(later);
        assertTrue(early.get() < 300, () -> early + " requests in three seconds");
        worker.mood(WorkerStandIn.GOOD);
        awaitEnds(1000);
        assertEquals(1000, value(ForwarderCounter.DELIVERED));
    }

    /** Its own pauses are a tenth of a second here. */
    @Test
    void worker_asksForARest_nothingIsSentMeanwhile() throws Exception {
        restart("FORWARDER_LINGER", "10s", "FORWARDER_BATCH_EVENTS", "5");
        AtomicLong asked = new AtomicLong();
        AtomicLong rested = new AtomicLong();
        worker.mood((stand, exchange, lines) -> {
            worker.mood((next, again, same) -> {
                rested.compareAndSet(0, System.nanoTime() - asked.get());
                WorkerStandIn.accept(next, again, same);
            });
            asked.set(System.nanoTime());
            exchange.getResponseHeaders().set("Retry-After", "2");
            WorkerStandIn.answer(exchange, 503, "{\"error\":\"overloaded\"}");
        });
        send(0, 5);
        await().atMost(SOON).until(() -> value(ForwarderCounter.RETRIED) == 5);
        send(5, 10);
        awaitEnds(10);
        assertEquals(10, value(ForwarderCounter.DELIVERED));
        assertTrue(rested.get() >= Duration.ofSeconds(2).toNanos(), () -> "so soon: " + rested);
    }

    /** The key may have been changed between the two tries. */
    @Test
    void worker_unauthorizedAfterASilentTry_countsAsUnanswered() throws Exception {
        worker.mood((stand, exchange, lines) -> {
            worker.mood((next, again, same) -> WorkerStandIn.answer(again, 401, "{}"));
            stand.remember(lines); // and closes the connection
        });
        send(0, 1);
        awaitEnds(1);
        assertEquals(1, worker.received().size());
        assertEquals(1, value(ForwarderCounter.DROPPED_UNANSWERED), "" + counted());
    }

    @Test
    void worker_answersWithoutEnd_isGivenUpAndTriedAgain() throws Exception {
        restart("FORWARDER_REQUEST_TIMEOUT", "2s");
        worker.mood((stand, exchange, lines) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            worker.mood(WorkerStandIn.GOOD);
            Thread.sleep(30_000);
        });
        send(0, 1);
        awaitEnds(1);
        assertEquals(1, value(ForwarderCounter.DELIVERED));
        assertTrue(value(ForwarderCounter.POSTS_FAILED) >= 1, "" + counted());
    }

    @Test
    void worker_away_healthStaysGood_memoryAndQueueStayBounded_andOldEventsExpire() throws Exception {
        restart("FORWARDER_QUEUE_EVENTS", "2000", "FORWARDER_MAX_AGE", "3s");
        worker.kill();
        send(0, 2000);
        long before = usedMemory();
        send(2000, 40_000);
        assertEquals(200, get("/health").statusCode());
        assertEquals(200, get("/ready").statusCode());
        long waiting = metric("waiting_events");
        assertTrue(waiting <= 2000, "waiting " + waiting);
        assertTrue(value(ForwarderCounter.DROPPED_QUEUE_FULL) > 1_000, "" + counted());
        long grown = usedMemory() - before;
        assertTrue(grown < 16L << 20, "38,000 events more took " + grown + " bytes");
        awaitEnds(40_000);
        assertEquals(0, metric("waiting_events"));
        assertTrue(value(ForwarderCounter.DROPPED_EXPIRED) > 0, "" + counted());
        assertEquals(0, value(ForwarderCounter.DELIVERED));
    }
}
