package com.runmat.telemetry.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.ops.CommandLine.Exit;
import com.runmat.telemetry.ops.CommandLine.Start;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests for {@link CommandLine}. */
class CommandLineTest {
    private static final Map<String, String> GOOD = Map.of("ENDPOINT", "http://host/in", "KEY", "hush");

    private final CommandLine<String> line = new CommandLine<>(
            "demo",
            "shows things",
            List.of(SettingsTest.PORT, SettingsTest.ENDPOINT, SettingsTest.KEY),
            SettingsTest::readAll);

    @Test
    void outcome_noArguments_starts() {
        Start<?> start = assertInstanceOf(Start.class, line.outcome(List.of(), GOOD));
        assertTrue(String.valueOf(start.settings()).startsWith("8080[http://host/in]Optional[(secret)]"));
    }

    @Test
    void outcome_wrongSettings_exits2WithAllMistakes() {
        Exit<?> exit = exit(List.of(), Map.of("PORT", "x"));
        assertEquals(2, exit.code());
        assertTrue(exit.text().contains("PORT: is not a whole number"), exit.text());
        assertTrue(exit.text().contains("ENDPOINT: is required"), exit.text());
    }

    @Test
    void outcome_checkConfig_showsValuesAndHidesSecrets() {
        assertEquals(
                "demo: the settings are valid\n  PORT = 8080\n  ENDPOINT = http://host/in\n  KEY = set\n",
                exit(List.of("--check-config"), GOOD).text());
        assertEquals(0, exit(List.of("--check-config"), GOOD).code());
    }

    @Test
    void outcome_checkConfigOfWrongSettings_exits2() {
        Exit<?> exit = exit(List.of("--check-config"), Map.of("KEY", "hush hush"));
        assertEquals(2, exit.code());
        assertTrue(exit.text().contains("KEY: must be visible ASCII"), exit.text());
        assertFalse(exit.text().contains("hush"), exit.text());
    }

    @Test
    void outcome_unknownArgument_exits2WithHelp() {
        Exit<?> exit = exit(List.of("--port", "1"), GOOD);
        assertEquals(2, exit.code());
        assertTrue(exit.text().startsWith("unknown argument --port 1\n"), exit.text());
        assertTrue(exit.text().contains("--check-config"), exit.text());
    }

    @Test
    void outcome_help_listsEverySetting() {
        Exit<?> exit = exit(List.of("--help"), Map.of());
        assertEquals(0, exit.code());
        assertTrue(exit.text().contains("PORT   TCP port (whole number from 1 to 65535, default 8080)"), exit.text());
        assertTrue(exit.text().contains("KEY   the key (secret)"), exit.text());
    }

    @Test
    void markdown_isATable() {
        assertEquals(
                "| `PORT` | `8080` | whole number from 1 to 65535 | TCP port |",
                line.markdown().split("\n", -1)[2]);
    }

    private Exit<?> exit(List<String> args, Map<String, String> environment) {
        return assertInstanceOf(Exit.class, line.outcome(args, environment));
    }
}
