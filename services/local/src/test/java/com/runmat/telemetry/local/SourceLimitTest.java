package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** All senders on one machine are one source, so its limit is off here. */
class SourceLimitTest {
    /** Six times what the default lets through at once, and sent within a few seconds of its rate of 200 a second. */
    private static final long EVENTS = 2_400;

    @Test
    void udp_manyFromThisMachine_areAllTaken() throws Exception {
        try (Deployed deployed = Deployed.start(Map.of())) {
            for (int i = 0; i < EVENTS; i++) {
                deployed.udp("{\"event_label\":\"install_start\",\"cid\":\"1764000000-" + i + "\"}");
                LockSupport.parkNanos(500_000);
            }

            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            Objects.equals(EVENTS, deployed.forwarderCounters().get("received")));
            assertEquals(0L, deployed.forwarderCounters().get("dropped_source_rate"));
        }
    }
}
