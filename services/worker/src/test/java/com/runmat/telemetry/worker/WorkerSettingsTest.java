package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.ops.CommandLine;
import com.runmat.telemetry.ops.Settings;
import com.runmat.telemetry.ops.WrongSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link WorkerSettings}. */
class WorkerSettingsTest {
    @Test
    void read_nothingSet_listensAndIsDisabled() {
        WorkerSettings settings = read(Map.of());
        assertEquals(8080, settings.port());
        assertTrue(settings.keys().isEmpty());
        assertTrue(settings.posthog().isEmpty() && settings.ga4().isEmpty());
    }

    @Test
    void read_ga4_needsIdAndSecret() {
        assertTrue(read(Map.of("GA_MEASUREMENT_ID", "G-1")).ga4().isEmpty());
        assertTrue(read(Map.of("GA_API_SECRET", "s")).ga4().isEmpty());
        assertTrue(read(Map.of("GA_API_SECRET", "s", "GA_MEASUREMENT_ID", "G-1"))
                .ga4()
                .isPresent());
    }

    @Test
    void read_origins() {
        assertEquals(
                Set.of("https://runmat.com", "http://localhost:3000", "http://[::1]:3000"),
                read(Map.of("ALLOWED_ORIGINS", "https://runmat.com, http://localhost:3000, http://[::1]:3000"))
                        .allowedOrigins());
    }

    @Test
    void read_mistakes_areAllReported() {
        WrongSettings wrong = assertThrows(
                WrongSettings.class,
                () -> read(Map.of(
                        "PORT", "70000",
                        "INGESTION_KEY_PREVIOUS", "old",
                        "ALLOWED_ORIGINS", "*,https://runmat.com/",
                        "GA_HOST", "google",
                        "SINGLE_TIMEOUT", "1 hour",
                        "PENDING_EVENTS", "-1")));
        assertEquals(7, wrong.mistakes().size(), wrong::getMessage);
    }

    @Test
    void read_lingerNotBelowTheTimeouts_isAMistakeOfEach() {
        WrongSettings wrong = assertThrows(
                WrongSettings.class,
                () -> read(Map.of("BATCH_LINGER", "190ms", "SINGLE_TIMEOUT", "200ms", "BATCH_TIMEOUT", "150ms")));
        assertEquals(
                List.of(
                        "BATCH_LINGER: must be more than 10ms below SINGLE_TIMEOUT, or no time is left to send what waited: lower it, or"
                                + " raise SINGLE_TIMEOUT",
                        "BATCH_LINGER: must be more than 10ms below BATCH_TIMEOUT, or no time is left to send what waited: lower it, or"
                                + " raise BATCH_TIMEOUT"),
                wrong.mistakes());
        assertEquals(
                Duration.ofMillis(189),
                read(Map.of("BATCH_LINGER", "189ms", "SINGLE_TIMEOUT", "200ms"))
                        .delivery()
                        .linger());
    }

    @Test
    void read_lingerRefused_isOneMistake() {
        WrongSettings wrong =
                assertThrows(WrongSettings.class, () -> read(Map.of("BATCH_LINGER", "1s", "SINGLE_TIMEOUT", "100ms")));
        assertEquals(1, wrong.mistakes().size(), wrong::getMessage);
    }

    /** The forwarder's FORWARDER_BATCH_EVENTS is 5,000 at most. */
    @Test
    void read_lessRoomThanTheForwardersLargestBatch_isAMistake() {
        assertEquals(5000, read(Map.of("PENDING_EVENTS", "5000")).intake().pendingEvents());
        assertThrows(WrongSettings.class, () -> read(Map.of("PENDING_EVENTS", "4999")));
    }

    /** In the shapes that keys of both back ends have. */
    @ParameterizedTest
    @ValueSource(strings = {"sk-4f9ac2d17", "phx_4f9ac2d17", "Xy7kQ2wZ4f9ac2d17bN0aA", "4f9ac2d1-77b0-4c1e"})
    void read_aKeyInAnotherSetting_isRefusedAndNotRepeated(String key) {
        for (String name : List.of("GA_MEASUREMENT_ID", "ALLOWED_ORIGINS", "POSTHOG_HOST", "PORT", "BATCH_LINGER")) {
            WrongSettings wrong = assertThrows(WrongSettings.class, () -> read(Map.of(name, key)), name);
            assertTrue(wrong.mistakes().getFirst().startsWith(name + ": "), wrong::getMessage);
            assertFalse(wrong.mistakes().toString().contains(key), wrong::getMessage);
        }
    }

    @Test
    void checkConfig_showsNoSecret() {
        Map<String, String> environment =
                Map.of("INGESTION_KEY", "geheim1", "POSTHOG_API_KEY", "geheim2", "GA_API_SECRET", "geheim3");
        if (WorkerSettings.COMMAND_LINE.outcome(List.of("--check-config"), environment)
                instanceof CommandLine.Exit<WorkerSettings> exit) {
            assertEquals(0, exit.code());
            assertTrue(exit.text().contains("POSTHOG_API_KEY = set"), exit::text);
            assertFalse(exit.text().contains("geheim"), exit::text);
        } else {
            throw new AssertionError("--check-config starts nothing");
        }
    }

    private static WorkerSettings read(Map<String, String> environment) {
        return Settings.read(environment, WorkerSettings::read);
    }
}
