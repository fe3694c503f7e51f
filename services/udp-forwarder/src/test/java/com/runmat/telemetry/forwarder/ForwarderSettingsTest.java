package com.runmat.telemetry.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.ops.CommandLine.Exit;
import com.runmat.telemetry.ops.CommandLine.Start;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link ForwarderSettings}. */
class ForwarderSettingsTest {
    private static final Map<String, String> LEAST =
            Map.of("TELEMETRY_HTTP_ENDPOINT", "https://w.example/ingest", "TELEMETRY_INGESTION_KEY", "k");

    @Test
    void read_theLeast_usesDefaults() {
        ForwarderSettings settings = Environments.settings(LEAST);
        assertEquals(7846, settings.udpPort());
        assertEquals(9000, settings.healthPort());
        assertEquals(List.of(URI.create("https://w.example/ingest")), settings.endpoints());
        assertEquals(Duration.ofSeconds(13), settings.drain());
        assertEquals(8, settings.sockets());
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projects/${PROJECT}/secrets/k/versions/latest",
                "projects/p/secrets/k/versions/1%",
                "projects/p/secrets/k?/versions/1",
                "projects/p/secrets//versions/1",
                "projects/p/secrets/k/versions/1/",
                "projects/p/locations/a b/secrets/k/versions/1"
            })
    void read_secretNameThatNoUrlCanHold_isAMistake(String name) {
        assertMistake("TELEMETRY_INGESTION_KEY_SECRET: is not a name", "TELEMETRY_INGESTION_KEY_SECRET", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projects/p/secrets/S_k-1/versions/latest",
                "projects/example.com:p-1/locations/europe-west1/secrets/k/versions/12"
            })
    void read_secretName_isTaken(String name) {
        assertGood("TELEMETRY_INGESTION_KEY", "", "TELEMETRY_INGESTION_KEY_SECRET", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata:99999", "metadata:0", "metadata:", "-", "a..b", "meta data", "http://metadata"})
    void read_metadataHostThatCannotBeReached_isAMistake(String host) {
        assertMistake("GCE_METADATA_HOST: is not a host or host:port", "GCE_METADATA_HOST", host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "metadata.google.internal", "127.0.0.1:65535", "169.254.169.254"})
    void read_metadataHost_isTaken(String host) {
        assertGood("GCE_METADATA_HOST", host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://w.example", "https://w.example/", "http://w.example:8080//"})
    void read_endpointWithoutAPath_isAMistakeThatNamesIt(String url) {
        assertMistake("TELEMETRY_HTTP_ENDPOINT: has no path: end it with /ingest\n", "TELEMETRY_HTTP_ENDPOINT", url);
    }

    @Test
    void read_lingerNotBelowTheMaximumAge_isAMistake() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("FORWARDER_MAX_AGE", "5s");
        environment.put("FORWARDER_LINGER", "4999ms");
        assertEquals(5000, Environments.settings(environment).queue().maxAge().toMillis());
        environment.put("FORWARDER_LINGER", "5s");
        assertMistake("FORWARDER_LINGER: must be below FORWARDER_MAX_AGE", environment);
    }

    @Test
    void read_outOfRange_namesTheRange() {
        assertMistake("FORWARDER_CONCURRENCY: '0' is not a whole number from 1 to 64", "FORWARDER_CONCURRENCY", "0");
        assertMistake("FORWARDER_BATCH_BYTES: '2000000' is not a whole", "FORWARDER_BATCH_BYTES", "2000000");
    }

    private static void assertGood(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>(LEAST);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        assertInstanceOf(Start.class, ForwarderSettings.COMMAND_LINE.outcome(List.of(), environment));
    }

    private static void assertMistake(String mistake, String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);
        assertMistake(mistake, environment);
    }

    private static void assertMistake(String mistake, Map<String, String> environment) {
        Exit<?> exit = assertInstanceOf(
                Exit.class, ForwarderSettings.COMMAND_LINE.outcome(List.of("--check-config"), environment));
        assertEquals(2, exit.code());
        assertTrue(exit.text().contains(mistake), exit.text());
    }
}
