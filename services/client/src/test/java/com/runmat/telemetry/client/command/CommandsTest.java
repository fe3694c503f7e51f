package com.runmat.telemetry.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.client.Decision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void off() {
        environment.put("HOME", home.toString());
    }

    @Test
    void status_noKey_saysRuleFilesAndDestinations() {
        assertEquals(Invocation.GOOD, StatusCommand.run(call()));
        String said = said(out);
        assertTrue(said.startsWith("Telemetry is off: there is no ingestion key"), said);
        assertTrue(said.contains(home.resolve(".runmat/config.toml") + " (says nothing about telemetry)"), said);
        assertTrue(said.contains("https://telemetry.runmat.com/ingest"), said);
        assertTrue(said.contains("udp.telemetry.runmat.com:7846"), said);
        assertFalse(Files.exists(home.resolve(".runmat")), "status makes no file");
    }

    @Test
    void status_withKey_neverPrintsIt() {
        environment.put("RUNMAT_TELEMETRY_KEY", "secret-key");
        StatusCommand.run(call());
        assertTrue(said(out).startsWith("Telemetry is on"));
        assertFalse(said(out).contains("secret-key"));
    }

    @Test
    void statusExplain_anyFile_saysEveryRuleAndTheLine() throws IOException {
        environment.put("DO_NOT_TRACK", "\u001b[2J1");
        Files.writeString(
                Files.createDirectory(home.resolve(".runmat")).resolve("config.toml"),
                "# mine\n[telemetry]\nenabled\t= false #\u001b[31m\u200b no\n");
        assertEquals(Invocation.GOOD, StatusCommand.run(call("--explain")));
        String said = said(out);
        for (Decision rule : Decision.values()) {
            assertEquals(rule != Decision.ON, said.contains("  " + rule.words()), rule + said);
        }
        assertTrue(said.contains("  -     RUNMAT_NO_TELEMETRY is set (RUNMAT_NO_TELEMETRY is unset)"), said);
        assertTrue(said.contains("  off   DO_NOT_TRACK is set (DO_NOT_TRACK=[2J1)"), said);
        assertTrue(said.contains("config.toml, it switches telemetry off: line 3: enabled= false #[31m no)"), said);
        assertFalse(said.contains("\u001b"), "a terminal would obey it");
    }

    @Test
    void statusExplain_noToml_saysWhereItBreaksAndWhatNamesTelemetry() throws IOException {
        Files.writeString(
                Files.createDirectory(home.resolve(".runmat")).resolve("config.toml"),
                "x = 1\rcompat = runmat\r\n\n; no telemetry\n");
        assertEquals(Invocation.GOOD, StatusCommand.run(call("--explain")));
        String why = "it is not TOML: line 1: x = 1; and names telemetry: line 4: ; no telemetry)";
        assertTrue(said(out).contains(why), said(out));
    }

    @Test
    void disableThenEnable_writeTheFileAndSayWhatHolds() throws IOException {
        environment.put("RUNMAT_TELEMETRY_KEY", "k");
        assertEquals(Invocation.GOOD, SwitchCommand.run(call(), false));
        Path file = home.resolve(".runmat/config.toml");
        assertEquals("[telemetry]\nenabled = false\n", Files.readString(file));
        assertFalse(Files.exists(home.resolve(".runmat/telemetry_id")), "no id while switching off");
        environment.put("DO_NOT_TRACK", "1");
        assertEquals(Invocation.GOOD, SwitchCommand.run(call(), true));
        assertEquals("[telemetry]\nenabled = true\n", Files.readString(file));
        assertTrue(said(out).contains("Still, here: Telemetry is off: DO_NOT_TRACK is set"), said(out));
    }

    @Test
    void enable_brokenFile_failsAndSaysWhatToDo() throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(home.resolve(".runmat")).resolve("config.toml"), "[telemetry\n");
        assertEquals(Invocation.FAILED, SwitchCommand.run(call(), true));
        assertTrue(said(err).contains(file + " was not changed"), said(err));
        assertTrue(said(err).contains("by hand"), said(err));
        assertEquals(Invocation.GOOD, SwitchCommand.run(call(), false), "off is what it already counts as");
    }

    @Test
    void send_off_saysWhichRuleAndExitsWithIt() {
        assertEquals(Invocation.OFF, SendCommand.run(call("install")));
        assertTrue(said(err).contains("no ingestion key"), said(err));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"uninstall", "--nope x", "--release", "--run-kind notebook", "--duration-ms soon", "--jit maybe"
            })
    void send_wrongArguments_areToldWithTheRightOnes(String arguments) {
        assertEquals(Invocation.USAGE, SendCommand.run(call(arguments.split(" "))));
        assertTrue(said(err).startsWith("telemetry: "), said(err));
    }

    @Test
    void anyCommand_help_printsUsage() {
        assertEquals(Invocation.GOOD, SendCommand.run(call("--help")));
        assertEquals(Invocation.GOOD, StatusCommand.run(call("--help")));
        assertEquals(Invocation.GOOD, SwitchCommand.run(call("-h"), true));
        assertEquals(3, said(out).split("usage: ./telemetry").length - 1);
    }

    private Invocation call(String... arguments) {
        return new Invocation(List.of(arguments), environment, new PrintStream(out, true), new PrintStream(err, true));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
