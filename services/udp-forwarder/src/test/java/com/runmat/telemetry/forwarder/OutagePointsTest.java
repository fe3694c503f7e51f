package com.runmat.telemetry.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Measures what a forwarder loses, and why, while its worker is away or slow: the points that docs/capacity.md's simulation must
 * reproduce. The property {@code outage.seconds} says how long a worker stays away: short here, so that the sums are checked in
 * every build; with 10 its lines are those of points.yaml.
 */
@Timeout(300)
class OutagePointsTest extends RunningForwarder {
    private static final double OUTAGE = Double.parseDouble(System.getProperty("outage.seconds", "0.5"));

    OutagePointsTest() throws IOException {}

    @Test
    void outage_queueHoldsEverything_nothingIsLost() throws Exception {
        restart("FORWARDER_MAX_BACKOFF", "100ms", "FORWARDER_SOURCE_RATE", "0");
        outage("held", 1_000);
        assertEquals(0, value(ForwarderCounter.DROPPED_QUEUE_FULL), "" + counted());
    }

    @Test
    void outage_moreThanTheQueueHolds_restIsCounted() throws Exception {
        long queue = Math.round(1_000 * OUTAGE);
        restart("FORWARDER_MAX_BACKOFF", "100ms", "FORWARDER_SOURCE_RATE", "0", "FORWARDER_QUEUE_EVENTS", "" + queue);
        outage("queue-full", 2_000);
        assertTrue(value(ForwarderCounter.DROPPED_QUEUE_FULL) > 0, "" + counted());
    }

    @Test
    void outage_longerThanTheMaximumAge_oldOnesAreCounted() throws Exception {
        restart("FORWARDER_MAX_BACKOFF", "100ms", "FORWARDER_SOURCE_RATE", "0", "FORWARDER_MAX_AGE", "2s");
        outage("expired", 1_000);
        assertTrue(value(ForwarderCounter.DROPPED_EXPIRED) > 0 || OUTAGE < 2, "" + counted());
    }

    @Test
    void slowWorker_takesWhatItsRequestsCarry() throws Exception {
        restart(
                "FORWARDER_CONCURRENCY", "2",
                "FORWARDER_BATCH_EVENTS", "100",
                "FORWARDER_SOURCE_RATE", "0",
                "FORWARDER_QUEUE_EVENTS", "" + Math.round(1_000 * OUTAGE));
        worker.mood((stand, exchange, lines) -> {
            TimeUnit.MILLISECONDS.sleep(200);
            WorkerStandIn.accept(stand, exchange, lines);
        });
        long start = System.nanoTime();
        long sent = send(2_000, OUTAGE * 2);
        tell("slow", 2_000, sent);
        // two at a time, each with a hundred at most and a fifth of a second at least
        long turns = 1 + (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(200);
        assertTrue(value(ForwarderCounter.DELIVERED) <= 2 * 100 * turns, turns + " " + counted());
    }

    /** Half as long before, as long after. */
    private void outage(String name, int rate) throws Exception {
        long sent = send(rate, OUTAGE / 2);
        worker.mood((stand, exchange, lines) -> WorkerStandIn.answer(exchange, 503, ""));
        sent += send(rate, OUTAGE);
        worker.mood(WorkerStandIn.GOOD);
        sent += send(rate, OUTAGE);
        tell(name, rate, sent);
    }

    /** So many a second, evenly, and however late the machine is. */
    private long send(int rate, double seconds) throws IOException {
        long events = Math.round(rate * seconds);
        long start = System.nanoTime();
        try (Sender sender = new Sender(forwarder())) {
            for (int number = 0; number < events; number++) {
                sender.events(number, number + 1);
                LockSupport.parkNanos(start + number * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime());
            }
            sender.awaitReceived();
        }
        return events;
    }

    private void tell(String name, int rate, long sent) {
        awaitEnds(sent);
        System.out.printf(
                Locale.ROOT,
                "  - {name: %s, rate: %d, outage: %s, delivered: %d, queueFull: %d, expired: %d}%n",
                name,
                rate,
                OUTAGE,
                value(ForwarderCounter.DELIVERED),
                value(ForwarderCounter.DROPPED_QUEUE_FULL),
                value(ForwarderCounter.DROPPED_EXPIRED));
    }
}
