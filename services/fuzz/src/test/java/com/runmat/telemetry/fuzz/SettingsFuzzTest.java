package com.runmat.telemetry.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.runmat.telemetry.client.Decision;
import com.runmat.telemetry.client.Settings;
import com.runmat.telemetry.client.config.ConfigFile;
import com.runmat.telemetry.client.config.Consent;
import com.runmat.telemetry.client.config.Verdict;
import com.runmat.telemetry.forwarder.ForwarderSettings;
import com.runmat.telemetry.ops.CommandLine;
import com.runmat.telemetry.worker.WorkerSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Whatever a user or a shell has set is read without an exception, and a no stays a no. */
class SettingsFuzzTest {
    private static final String KEY = "sekret-key-7846";

    private static Path file = Path.of("");

    @BeforeAll
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzzed", ".toml");
    }

    @AfterAll
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @FuzzTest(maxDuration = "10m")
    void configurationFile(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        ConfigFile config = new ConfigFile(file);
        Verdict verdict = config.verdict();
        assertEquals(verdict.consent(), config.consent());
        assertFalse(verdict.why().chars().anyMatch(Character::isISOControl), verdict.why());
        assertTrue(verdict.consent().off() || !saysNo(bytes), "a reader that is not ours finds a no");
        if (set(config, true)) {
            assertEquals(Consent.ENABLED, config.consent());
        } else {
            assertArrayEquals(bytes, Files.readAllBytes(file));
        }
        if (set(config, false)) {
            assertTrue(config.consent().off());
        }
    }

    private static boolean set(ConfigFile config, boolean enabled) {
        try {
            config.set(enabled);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** In plain TOML of UTF-8. Nesting beyond what anybody writes would be too much for the judge. */
    private static boolean saysNo(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().filter(c -> c == '[' || c == '{').count() > 50) {
                return false;
            }
            TomlParseResult judged = Toml.parse(text);
            return !judged.hasErrors()
                    && judged.isTable("telemetry")
                    && judged.isBoolean("telemetry.enabled")
                    && Boolean.FALSE.equals(judged.getBoolean("telemetry.enabled"));
        } catch (CharacterCodingException noToml) {
            return false;
        } catch (RuntimeException | AssertionError defect) {
            return false; // the judge's own: it asserts that an escape has its digits
        }
    }

    /** Lines of {@code NAME=value}, as a shell exports them. */
    @FuzzTest(maxDuration = "10m")
    void shellSettings(byte[] bytes) {
        Map<String, String> environment = environment(bytes);
        environment.putIfAbsent("HOME", "/nonexistent");
        Settings settings = Settings.read(environment, KEY);
        for (Decision rule : Decision.values()) {
            String found = settings.found(rule);
            assertFalse(found.contains(KEY), found);
            assertTrue(!settings.saysOff(rule) || !settings.on(), rule::name);
        }
        settings.mistakes().forEach(mistake -> assertFalse(mistake.contains(KEY), mistake));
        assertEquals(settings.on(), !settings.key().isEmpty());
        assertTrue(settings.endpoints().https() != null || settings.endpoints().udp() != null || !settings.on());
    }

    @FuzzTest(maxDuration = "10m")
    void serviceSettings(byte[] bytes) {
        Map<String, String> environment = environment(bytes);
        environment.put("INGESTION_KEY", KEY);
        environment.put("TELEMETRY_INGESTION_KEY", KEY);
        for (CommandLine<?> service : List.of(WorkerSettings.COMMAND_LINE, ForwarderSettings.COMMAND_LINE)) {
            for (List<String> arguments : List.of(List.<String>of(), List.of("--check-config"))) {
                if (service.outcome(arguments, environment) instanceof CommandLine.Exit<?> exit) {
                    assertTrue(exit.code() == 0 || exit.code() == 2);
                    assertFalse(exit.text().contains(KEY), exit::text);
                }
            }
        }
    }

    private static Map<String, String> environment(byte[] bytes) {
        Map<String, String> environment = new HashMap<>();
        String text = new String(bytes, StandardCharsets.UTF_8);
        // what stands elsewhere too is no secret; control characters are not shown
        if (text.replaceAll("\\p{Cntrl}", "").contains(KEY)) {
            return environment;
        }
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return environment;
    }
}
