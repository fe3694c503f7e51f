package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.kit.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests for a worker that is gone without a word: connections stand, or seem to come about, and nothing comes back. */
@Timeout(120)
class VanishedWorkerTest extends RunningForwarder {
    VanishedWorkerTest() throws IOException {}

    @ParameterizedTest
    @EnumSource
    void worker_vanishes_eventsAreKept_andLeaveWhenItIsBack(Wire.Cut how) throws Exception {
        try (Wire wire = new Wire(worker.url().getPort())) {
            restart(
                    "TELEMETRY_HTTP_ENDPOINT",
                    "http://127.0.0.1:" + wire.port() + "/ingest",
                    "FORWARDER_REQUEST_TIMEOUT",
                    "1s",
                    "FORWARDER_CONCURRENCY",
                    "2");
            send(0, 10);
            awaitEnds(10);
            wire.cut(how);
            send(10, 20);
            await().atMost(SOON).until(() -> value(ForwarderCounter.POSTS_FAILED) >= 3);
            assertEquals(200, get("/health").statusCode());
            awaitWaiting(10);
            wire.mend();
            awaitEnds(20);
            assertEquals(20, value(ForwarderCounter.DELIVERED));
            assertEquals(20, worker.received().size());
        }
    }
}
