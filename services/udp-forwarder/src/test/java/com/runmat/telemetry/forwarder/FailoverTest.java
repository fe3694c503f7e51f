package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for a forwarder that knows two workers. */
@Timeout(120)
class FailoverTest extends RunningForwarder {
    private final WorkerStandIn second = new WorkerStandIn();

    FailoverTest() throws IOException {
        restart("TELEMETRY_HTTP_ENDPOINT", worker.url() + "," + second.url());
    }

    @AfterEach
    void stopSecond() {
        second.close();
    }

    @Test
    void firstAnswers_servesAlone() throws Exception {
        send(0, 100);
        awaitEnds(100);
        assertEquals(100, worker.received().size());
        assertEquals(0, second.requests());
    }

    @Test
    void firstAway_secondServes_andTheFirstAgainWhenItIsBack() throws Exception {
        worker.kill();
        send(0, 100);
        awaitEnds(100);
        assertEquals(100, second.received().size());
        assertEquals(0, value(ForwarderCounter.RETRIED), "no event waits for another try");
        assertEquals(1, metric("endpoint"));
        worker.restart();
        await().atMost(SOON).until(() -> {
            send(1000, 1001);
            return metric("endpoint") == 0;
        });
        awaitAllDelivered();
        long requests = second.requests();
        send(2000, 2100);
        awaitAllDelivered();
        assertEquals(requests, second.requests());
    }

    /** What is under way may still be on its way to the second. */
    private void awaitAllDelivered() {
        await().atMost(SOON).until(() -> value(ForwarderCounter.DELIVERED) == value(ForwarderCounter.RECEIVED));
    }

    @Test
    void firstAnswers500_secondServes() throws Exception {
        worker.mood((stand, exchange, lines) -> WorkerStandIn.answer(exchange, 500, "{}"));
        send(0, 50);
        awaitEnds(50);
        assertEquals(50, second.received().size());
    }

    @Test
    void firstRefusesAnEvent_isAnAnswer_andTheSecondIsNotAsked() throws Exception {
        worker.mood((stand, exchange, lines) -> WorkerStandIn.answer(exchange, 400, "{}"));
        send(0, 5);
        awaitEnds(5);
        assertEquals(5, value(ForwarderCounter.DROPPED_REJECTED_INVALID));
        assertEquals(0, second.requests());
    }
}
