package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.key.IngestionKey;
import com.runmat.telemetry.ops.Secret;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for a key whose source fails by a defect and not by what may be expected of a network. */
@Timeout(120)
class DefectTest extends RunningForwarder {
    private final BrokenKey key = new BrokenKey();

    DefectTest() throws IOException {}

    @Test
    void current_fails_neitherTickerNorRelayEnds_andEventsLeaveLater() throws Exception {
        restart(key);
        await().atMost(SOON).until(() -> key.tries.get() >= 2);
        send(0, 5);
        await().atMost(SOON).until(() -> value(ForwarderCounter.RETRIED) >= 5);
        assertEquals("200", "" + get("/health").statusCode(), get("/health")::body);
        awaitWaiting(5);
        key.broken.set(false);
        awaitEnds(5);
        assertEquals(5, value(ForwarderCounter.DELIVERED));
    }

    @Test
    void renew_fails_relayLives_andEventsLeaveLater() throws Exception {
        key.broken.set(false);
        restart(key);
        worker.mood((stand, exchange, lines) -> {
            key.broken.set(true);
            WorkerStandIn.answer(exchange, 401, "{\"error\":\"unauthorized\"}");
        });
        send(0, 5);
        await().atMost(SOON).until(() -> value(ForwarderCounter.RETRIED) >= 5);
        assertEquals("200", "" + get("/health").statusCode(), get("/health")::body);
        worker.mood(WorkerStandIn.GOOD);
        key.broken.set(false);
        awaitEnds(5);
        assertEquals(5, value(ForwarderCounter.DELIVERED));
    }

    private static final class BrokenKey implements IngestionKey {
        private final AtomicBoolean broken = new AtomicBoolean(true);
        private final AtomicInteger tries = new AtomicInteger();

        @Override
        public Secret current() {
            tries.incrementAndGet();
            return unlessBroken(new Secret("test-key"));
        }

        @Override
        public boolean renew(Secret refused) {
            return unlessBroken(false);
        }

        @Override
        public boolean isKnown() {
            return !broken.get();
        }

        private <T> T unlessBroken(T value) {
            if (broken.get()) {
                throw new IllegalStateException("a defect");
            }
            return value;
        }
    }
}
