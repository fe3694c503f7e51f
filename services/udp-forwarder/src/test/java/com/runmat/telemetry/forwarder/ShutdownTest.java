package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for the end of a forwarder, inside one JVM. */
@Timeout(120)
class ShutdownTest extends RunningForwarder {
    ShutdownTest() throws IOException {}

    @Test
    void close_flushesWhatWaits() throws Exception {
        restart("FORWARDER_LINGER", "10s");
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
    void close_workerAway_endsIn8SecondsAndCountsTheLost() throws Exception {
        worker.kill();
        send(0, 30);
        long since = System.nanoTime();
        forwarder().close();
        // 8 s by its own clock, and what a busy machine adds
        assertTrue(System.nanoTime() - since < Duration.ofSeconds(15).toNanos());
        assertEquals(30, value(ForwarderCounter.DROPPED_SHUTDOWN));
    }
}
