package com.runmat.telemetry.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.client.Decision;
import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
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
        assertEquals(Action.WELL, run("status"));
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
        run("status");
        assertTrue(said(out).startsWith("Telemetry is on"));
        assertFalse(said(out).contains("secret-key"));
    }

    @Test
    void statusExplain_anyFile_saysEveryRuleAndTheLine() throws IOException {
        environment.put("DO_NOT_TRACK", "\u001b[2J1");
        Files.writeString(
                Files.createDirectory(home.resolve(".runmat")).resolve("config.toml"),
                "# mine\n[telemetry]\nenabled\t= false #\u001b[31m\u200b no\n");
        assertEquals(Action.WELL, run("status", "--explain"));
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
        assertEquals(Action.WELL, run("status", "--explain"));
        String why = "it is not TOML: line 1: x = 1; and names telemetry: line 4: ; no telemetry)";
        assertTrue(said(out).contains(why), said(out));
    }

    @Test
    void disableThenEnable_writeTheFileAndSayWhatHolds() throws IOException {
        environment.put("RUNMAT_TELEMETRY_KEY", "k");
        assertEquals(Action.WELL, run("disable"));
        Path file = home.resolve(".runmat/config.toml");
        assertEquals("[telemetry]\nenabled = false\n", Files.readString(file));
        assertFalse(Files.exists(home.resolve(".runmat/telemetry_id")), "no id while switching off");
        environment.put("DO_NOT_TRACK", "1");
        assertEquals(Action.WELL, run("enable"));
        assertEquals("[telemetry]\nenabled = true\n", Files.readString(file));
        assertTrue(said(out).contains("Still, here: Telemetry is off: DO_NOT_TRACK is set"), said(out));
    }

    @Test
    void enable_brokenFile_failsAndSaysWhatToDo() throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(home.resolve(".runmat")).resolve("config.toml"), "[telemetry\n");
        assertEquals(Action.FOUND, run("enable"));
        assertTrue(said(err).contains(file + " was not changed"), said(err));
        assertTrue(said(err).contains("by hand"), said(err));
        assertEquals(Action.WELL, run("disable"), "off is what it already counts as");
    }

    @Test
    void send_off_saysWhichRuleAndExitsWithIt() {
        assertEquals(Action.FOUND, run("send", "install"));
        assertTrue(said(err).contains("no ingestion key"), said(err));
    }

    @Test
    void statusJson_off_isReadByAProgram() {
        environment.put("DO_NOT_TRACK", "a \" quote");
        assertEquals(Action.WELL, run("status", "--json"));
        assertTrue(
                said(out)
                        .startsWith(
                                "{\"on\":false,\"rule\":\"do_not_track\",\"because\":\"DO_NOT_TRACK=a \\\" quote\","),
                said(out));
        assertTrue(
                said(out).endsWith("\"udp\":\"udp.telemetry.runmat.com:7846\",\"at_exit\":\"started\"}\n"), said(out));
    }

    @Test
    void sendJson_nobodyListens_countsEachPath() {
        environment.put("RUNMAT_TELEMETRY_KEY", "k");
        environment.put("RUNMAT_TELEMETRY_ENDPOINT", "http://127.0.0.1:9/ingest");
        environment.put("RUNMAT_TELEMETRY_UDP_ENDPOINT", "off");
        assertEquals(Action.FOUND, run("send", "install_failed", "--json"));
        assertEquals(
                "{\"events\":1,\"https\":{\"accepted\":0,\"refused\":0,\"failed\":1,\"still_under_way\":0}}\n",
                said(out));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"uninstall", "--nope x", "--release", "--run-kind notebook", "--duration-ms soon", "--jit maybe"
            })
    void send_wrongArguments_areToldWithTheRightOnes(String arguments) {
        assertEquals(Action.WRONG_USAGE, run("send", arguments.split(" ")));
        assertTrue(said(err).startsWith("telemetry: "), said(err));
    }

    @Test
    void anyCommand_help_printsUsage() {
        assertEquals(Action.WELL, run("send", "--help"));
        assertEquals(Action.WELL, run("status", "--help"));
        assertEquals(Action.WELL, run("enable", "-h"));
        assertEquals(3, said(out).split("usage: ./telemetry").length - 1);
    }

    private int run(String command, String... arguments) {
        Action action = switch (command) {
            case "send" -> new SendCommand(environment);
            case "status" -> new StatusCommand(environment);
            case "enable" -> new EnableCommand(environment);
            default -> new DisableCommand(environment);
        };
        return Program.ofOne(action)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
