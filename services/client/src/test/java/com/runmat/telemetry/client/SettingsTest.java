package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void on() {
        environment.put("HOME", home.toString());
        environment.put("RUNMAT_TELEMETRY_KEY", "secret-key");
    }

    @Test
    void read_keyAlone_isOnWithTheContractsDefaults() {
        Settings settings = read();
        assertEquals(Decision.ON, settings.decision());
        assertEquals(
                "https://telemetry.runmat.com/ingest",
                String.valueOf(settings.endpoints().https()));
        assertEquals(
                "udp.telemetry.runmat.com:7846",
                String.valueOf(settings.endpoints().udp()));
        assertEquals(Drain.STARTED, settings.drain());
        assertFalse(settings.show());
        assertEquals(home.resolve(".runmat/telemetry_id"), settings.clientIdFile());
        assertEquals(List.of(), settings.mistakes());
    }

    @ParameterizedTest
    @CsvSource({
        "RUNMAT_NO_TELEMETRY, 1, NO_TELEMETRY",
        "RUNMAT_NO_TELEMETRY, true, NO_TELEMETRY",
        "RUNMAT_NO_TELEMETRY, please, NO_TELEMETRY",
        "RUNMAT_NO_TELEMETRY, ' 1 ', NO_TELEMETRY",
        "RUNMAT_NO_TELEMETRY, 0, ON",
        "RUNMAT_NO_TELEMETRY, '', ON",
        "RUNMAT_TELEMETRY, 0, TELEMETRY",
        "RUNMAT_TELEMETRY, FALSE, TELEMETRY",
        "RUNMAT_TELEMETRY, disabled, TELEMETRY",
        "RUNMAT_TELEMETRY, 1, ON",
        "RUNMAT_TELEMETRY, on, ON",
        "RUNMAT_TELEMETRY, '', ON",
        "DO_NOT_TRACK, 1, DO_NOT_TRACK",
        "DO_NOT_TRACK, true, DO_NOT_TRACK",
        "DO_NOT_TRACK, 0, ON",
        "RUNMAT_TELEMETRY_KEY, '', NO_KEY",
        "RUNMAT_TELEMETRY_KEY, ' ', NO_KEY",
    })
    void read_variable_decides(String name, String value, Decision rule) {
        environment.put(name, value);
        assertEquals(rule, read().decision());
    }

    @Test
    void read_plainYesInTheEnvironment_doesNotOutweighTheFile() throws IOException {
        Files.createDirectories(home.resolve(".runmat"));
        Files.writeString(home.resolve(".runmat/config.toml"), "telemetry.enabled = false");
        environment.put("RUNMAT_TELEMETRY", "1");
        assertEquals(Decision.CONFIG_DISABLED, read().decision());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/dev/null", "/nowhere/at/all"})
    void read_noHome_isOff(String none) {
        environment.put("HOME", none);
        assertEquals(Decision.NO_HOME, read().decision());
        environment.remove("HOME");
        assertEquals(Decision.NO_HOME, read().decision());
    }

    @Test
    void read_folderIsALinkToNowhere_isOff() throws IOException {
        Path folder = Files.createSymbolicLink(home.resolve(".runmat"), home.resolve("dotfiles"));
        assertEquals(Decision.CONFIG_UNCLEAR, read().decision());
        Files.createDirectory(home.resolve("dotfiles"));
        assertEquals(Decision.ON, read().decision());
        Files.delete(home.resolve("dotfiles"));
        Files.delete(folder);
        Files.createSymbolicLink(folder, folder);
        assertEquals(Decision.CONFIG_UNCLEAR, read().decision());
    }

    @Test
    void saysOff_anyState_agreesWithTheDecision() throws IOException {
        Files.writeString(Files.createDirectory(home.resolve(".runmat")).resolve("config.toml"), "telemetry = false");
        environment.put("RUNMAT_TELEMETRY", "0");
        environment.put("DO_NOT_TRACK", "1");
        for (Decision expected : List.of(Decision.TELEMETRY, Decision.DO_NOT_TRACK, Decision.CONFIG_DISABLED)) {
            Settings settings = read();
            assertEquals(expected, settings.decision());
            assertEquals(
                    List.of(expected),
                    Arrays.stream(Decision.values())
                            .filter(settings::saysOff)
                            .limit(1)
                            .toList());
            environment.remove(expected == Decision.TELEMETRY ? "RUNMAT_TELEMETRY" : "DO_NOT_TRACK");
        }
    }

    @Test
    void read_builtInKey_isUsedUnlessTheEnvironmentNamesOne() {
        assertEquals("secret-key", Settings.read(environment, "built-in").key());
        environment.remove("RUNMAT_TELEMETRY_KEY");
        assertEquals("built-in", Settings.read(environment, "built-in").key());
    }

    @Test
    void read_off_forgetsTheKey() {
        environment.put("DO_NOT_TRACK", "1");
        assertEquals("", read().key());
    }

    @Test
    void read_bothEndpointsOff_hasNoDestination() {
        environment.put("RUNMAT_TELEMETRY_ENDPOINT", "off");
        environment.put("RUNMAT_TELEMETRY_UDP_ENDPOINT", "OFF");
        assertEquals(Decision.NO_DESTINATION, read().decision());
        assertEquals(List.of(), read().mistakes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://collector.example/ingest",
                "http://127.0.0.1.example/ingest",
                "ftp://host/x",
                "https://",
                "https://user:pass@host/ingest",
                "https://host:99999/ingest",
                "not an address",
            })
    void read_unsafeEndpoint_isOffAndTold(String endpoint) {
        environment.put("RUNMAT_TELEMETRY_ENDPOINT", endpoint);
        assertEquals(null, read().endpoints().https());
        assertTrue(read().mistakes().get(0).startsWith("RUNMAT_TELEMETRY_ENDPOINT must be"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/ingest",
                "http://127.0.0.1:8080/ingest",
                "http://[::1]:8080/ingest",
                "https://h/x"
            })
    void read_safeEndpoint_isTaken(String endpoint) {
        environment.put("RUNMAT_TELEMETRY_ENDPOINT", endpoint);
        assertEquals(endpoint, String.valueOf(read().endpoints().https()));
    }

    @ParameterizedTest
    @CsvSource({
        "host:7846, host:7846",
        "[::1]:5, [::1]:5",
        "host, null",
        "::1:5, null",
        "h:0, null",
        "h:70000, null",
        ":1, null"
    })
    void read_udpEndpoint_isParsed(String given, String expected) {
        environment.put("RUNMAT_TELEMETRY_UDP_ENDPOINT", given);
        assertEquals(expected, String.valueOf(read().endpoints().udp()));
    }

    @Test
    void read_severalMistakes_areToldTogether() {
        environment.put("RUNMAT_TELEMETRY_UDP_ENDPOINT", "nowhere");
        environment.put("RUNMAT_TELEMETRY_ENDPOINT", "nowhere");
        environment.put("RUNMAT_TELEMETRY_DRAIN", "sometimes");
        environment.put("RUNMAT_TELEMETRY_KEY", "a\nb");
        assertEquals(4, read().mistakes().size(), read().mistakes().toString());
        assertFalse(read().mistakes().toString().contains("a\nb"));
    }

    @Test
    void toString_never_showsTheKey() {
        assertFalse(read().toString().contains("secret-key"));
    }

    private Settings read() {
        return Settings.read(environment, "");
    }
}
