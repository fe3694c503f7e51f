package com.runmat.telemetry.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.ops.CommandLine.Exit;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests for {@link ForwarderSettings}. */
class ForwarderSettingsTest {
    private static final Map<String, String> LEAST =
            Map.of("TELEMETRY_HTTP_ENDPOINT", "https://w.example/ingest", "TELEMETRY_INGESTION_KEY", "k");

    @Test
    void read_theLeast_usesDefaults() {
        ForwarderSettings settings = Environments.settings(LEAST);
        assertEquals(7846, settings.udpPort());
        assertEquals(9000, settings.healthPort());
        assertEquals(URI.create("https://w.example/ingest"), settings.endpoint());
        assertEquals(Runtime.getRuntime().availableProcessors(), settings.receivers());
        assertTrue(settings.key().isKnown());
    }

    @Test
    void read_keyFromSecretManager_isNotKnownYet() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.remove("TELEMETRY_INGESTION_KEY");
        environment.put("TELEMETRY_INGESTION_KEY_SECRET", "projects/p/secrets/s/versions/3");
        assertFalse(Environments.settings(environment).key().isKnown());
    }

    @Test
    void read_keyTwice_isAMistake() {
        assertMistake(
                "TELEMETRY_INGESTION_KEY: set either it or TELEMETRY_INGESTION_KEY_SECRET, and not both",
                "TELEMETRY_INGESTION_KEY_SECRET",
                "projects/p/secrets/s/versions/3");
    }

    @Test
    void read_wrongSecretName_namesTheForm() {
        assertMistake(
                "TELEMETRY_INGESTION_KEY_SECRET: is not a name such as projects/P/secrets/S/versions/latest",
                "TELEMETRY_INGESTION_KEY_SECRET",
                "my-key");
    }

    @Test
    void read_outOfRange_namesTheRange() {
        assertMistake("FORWARDER_CONCURRENCY: '0' is not a whole number from 1 to 64", "FORWARDER_CONCURRENCY", "0");
        assertMistake("FORWARDER_BATCH_BYTES: '2000000' is not a whole", "FORWARDER_BATCH_BYTES", "2000000");
    }

    private static void assertMistake(String mistake, String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);
        Exit<?> exit = assertInstanceOf(
                Exit.class, ForwarderSettings.COMMAND_LINE.outcome(List.of("--check-config"), environment));
        assertEquals(2, exit.code());
        assertTrue(exit.text().contains(mistake), exit.text());
    }
}
