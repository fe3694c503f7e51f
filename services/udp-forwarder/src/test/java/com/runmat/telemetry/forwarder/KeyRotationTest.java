package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.key.GoogleStandIn;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for the ingestion key out of Secret Manager. */
@Timeout(120)
class KeyRotationTest extends RunningForwarder {
    KeyRotationTest() throws IOException {}

    @Test
    void key_rotatedInSecretManager_isReadAgainAndNothingIsLost() throws Exception {
        try (GoogleStandIn google = new GoogleStandIn("old-key")) {
            restartWithSecretManager(google);
            await().atMost(SOON).until(() -> get("/ready").statusCode() == 200);
            worker.mood(only("old-key"));
            send(0, 100);
            awaitEnds(100);
            google.store("new-key");
            worker.mood(only("new-key"));
            send(100, 1000);
            awaitEnds(1000);
            assertEquals(1000, value(ForwarderCounter.DELIVERED));
            assertEquals(Set.of("old-key", "new-key"), Set.copyOf(worker.keys()));
        }
    }

    @Test
    void key_sourceAway_isHealthyButNotReady_andEventsWait() throws Exception {
        GoogleStandIn google = new GoogleStandIn("key");
        google.close();
        restartWithSecretManager(google);
        send(0, 5);
        assertEquals(200, get("/health").statusCode());
        assertEquals("{\"error\":\"ingestion_key_unknown\"}", get("/ready").body());
        awaitWaiting(5);
        assertEquals(0, worker.requests());
    }

    private void restartWithSecretManager(GoogleStandIn google) throws IOException {
        restart(
                "TELEMETRY_INGESTION_KEY",
                "",
                "TELEMETRY_INGESTION_KEY_SECRET",
                GoogleStandIn.VERSION,
                "GCE_METADATA_HOST",
                google.host(),
                "FORWARDER_SECRET_MANAGER_URL",
                "http://" + google.host());
    }

    private static WorkerStandIn.Mood only(String key) {
        return (stand, exchange, lines) -> {
            if (key.equals(exchange.getRequestHeaders().getFirst("x-telemetry-key"))) {
                WorkerStandIn.accept(stand, exchange, lines);
            } else {
                WorkerStandIn.answer(exchange, 401, "{\"error\":\"unauthorized\"}");
            }
        };
    }
}
