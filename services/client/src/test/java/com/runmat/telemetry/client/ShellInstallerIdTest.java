package com.runmat.telemetry.client;

import static com.runmat.telemetry.client.InstallerShell.SNIPPET;
import static com.runmat.telemetry.client.InstallerShell.environment;
import static com.runmat.telemetry.client.InstallerShell.heard;
import static com.runmat.telemetry.client.InstallerShell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the snippet makes of the client id's file. */
class ShellInstallerIdTest {
    private static final String FAILED = SNIPPET + "runmat_telemetry install_failed 1";

    @TempDir
    Path home;

    private Path file = Path.of("");

    @BeforeEach
    void makeFolder() throws Exception {
        file = Files.createDirectory(home.resolve(".runmat")).resolve("telemetry_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eac98648-3b42-41c7-a887-7452dd08cbf0",
                "EAC98648-3B42-41C7-A887-7452DD08CBF0",
                "1764000000-12345",
                "12345",
                "0123456789abcdef",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void install_idOfTheContractsShape_leavesAsItIs(String id) throws Exception {
        for (String content : new String[] {id, id + "\r\n", "\n \t\r\n  " + id + " \nsecond", id + "\rsecond"}) {
            Files.writeString(file, content);
            assertEquals(id, sent("sh"), content);
            assertEquals(content, Files.readString(file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void install_anythingElse_leavesAsItsHash(String shell) throws Exception {
        for (String id : new String[] {
            "Jane Doe jane@example.com /home/jane/secret project",
            "jane",
            "0123456789abcde",
            "-1",
            "1--2",
            "1-",
            "eac98648-3b42-41c7-a887-7452dd08cbfg",
            "eac98648-3b42-41c7-a887-7452dd08cbf",
            "a\"b\\c$(touch x)`*",
            "abcdef-0123456789"
        }) {
            Files.writeString(file, id + "\n");
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String hash = HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
            assertEquals(hash, sent(shell), id);
        }
    }

    @Test
    void install_anythingElseAndNoHash_sendsWithoutId() throws Exception {
        Files.writeString(file, "jane\n");
        Path tools = InstallerShell.tools(home, "curl", "tr", "awk", "sed", "head", "cut", "uname", "cat");
        assertEquals("", sent("/bin/sh", tools.toString()));
    }

    /** As after {@code sudo} with the user's HOME: what the other one wrote is not replaced. */
    @Test
    void install_idOfAnotherUser_sendsWithoutIdAndStays() throws Exception {
        Files.writeString(file, "1764000000-12345\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        OtherUser other = new OtherUser(home);
        String script = "_runmat_file=$HOME/.runmat/telemetry_id; _runmat_client_id";
        assertEquals("", other.run(script, home));
        assertEquals(17, Files.size(file));
    }

    /** A link's target may be anybody's file, and who opens a pipe waits for ever. */
    @Test
    void install_noPlainFile_isNotReadAndStays() throws Exception {
        Path other = Files.writeString(home.resolve("other"), "eac98648-3b42-41c7-a887-7452dd08cbf0\n");
        for (String make : new String[] {
            "ln -s " + other + " ", "ln -s /nowhere ", "ln -s " + home + " ", "mkfifo ", "mkdir ", "ln -s /dev/zero "
        }) {
            assertEquals("", run("sh", Map.of("PATH", System.getenv("PATH")), make + file));
            assertEquals("", sent("sh"), make);
            assertFalse(Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS), make);
            assertEquals("", run("sh", Map.of("PATH", System.getenv("PATH")), "rm -r " + file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void install_twelveAtOnce_agreeOnOneIdAndLeaveNothing(String shell) throws Exception {
        String one =
                "sh -c '" + SNIPPET + "_runmat_file=$HOME/.runmat/telemetry_id; id=$(_runmat_client_id); echo $id' & ";
        for (int round = 0; round < 10; round++) {
            Files.deleteIfExists(file);
            Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", home.toString());
            String ids =
                    run(shell, environment, one.replace("sh -c", shell + " -c").repeat(12) + "wait");
            assertEquals(1, ids.lines().distinct().count(), ids);
            assertEquals(12, ids.lines().count(), ids);
            assertEquals(
                    1,
                    java.util.Objects.requireNonNull(
                                    home.resolve(".runmat").toFile().list())
                            .length);
        }
    }

    private String sent(String shell) throws Exception {
        return sent(shell, System.getenv("PATH"));
    }

    /** The id in the event; empty for none. */
    private String sent(String shell, String path) throws Exception {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put("PATH", path);
            assertEquals("", run(shell, environment, FAILED));
            var cid = Pattern.compile("\"cid\":\"([^\"]*)\"")
                    .matcher(heard(collector, 1).get(0));
            return cid.find() ? cid.group(1) : "";
        }
    }
}
