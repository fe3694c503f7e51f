package com.runmat.telemetry.client;

import static com.runmat.telemetry.client.InstallerShell.INSTALL;
import static com.runmat.telemetry.client.InstallerShell.SNIPPET;
import static com.runmat.telemetry.client.InstallerShell.environment;
import static com.runmat.telemetry.client.InstallerShell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The installer's snippet says nothing where the user has opted out, nor where it cannot find out. */
class ShellInstallerOptOutTest {
    private static final String OFF = "[telemetry]\nenabled = false\n";

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "dash", "busybox sh"})
    void install_anyOptOut_isSilentAndMakesNoFile(String shell) throws Exception {
        for (String optOut : List.of(
                "RUNMAT_NO_TELEMETRY=1",
                "RUNMAT_TELEMETRY=0",
                "DO_NOT_TRACK=1",
                "RUNMAT_TELEMETRY_KEY=",
                "HOME=",
                "HOME=/dev/null",
                "HOME=" + home + "/none",
                "RUNMAT_TELEMETRY_ENDPOINT=off")) {
            try (Collector collector = new Collector()) {
                Map<String, String> environment = environment(collector, home);
                environment.put(optOut.substring(0, optOut.indexOf('=')), optOut.substring(optOut.indexOf('=') + 1));
                assertEquals("installed\n", run(shell, environment, INSTALL), optOut);
                assertEquals(List.of(), collector.requests, optOut);
                assertEquals(List.of(), List.of(home.toFile().list()), optOut);
            }
        }
    }

    /** What the client takes as off must be off here too; where the client is sure that it is on, so is the snippet, mostly. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void configuration_anyForm_isOffWhereTheClientSaysSo(String shell) throws Exception {
        List<String> off = List.of(
                "telemetry.enabled = false",
                "telemetry.enabled=false # no",
                "\"telemetry\" . 'enabled' = false",
                "[telemetry]\nenabled = false",
                "[ \"telemetry\" ] # mine\r\n\r\nenabled=false\r\n",
                "\uFEFF[telemetry]\nenabled = false",
                "[a]\nx = 1\n[telemetry]\nlevel = 1\nenabled = false\n[b]\nenabled = true",
                "telemetry = { level = 1, enabled = false }",
                "telemetry = {\nenabled = false\n}",
                "[telemetry]\nenabled = \"no\"",
                "telemetry = false",
                "[a]\ntelemetry.enabled = false",
                "[telemetry\nenabled = true",
                "telemetry: {enabled: false}",
                "[telemetry]\ntags = [\n[\"a\"]\n]\nenabled = false",
                "[telemetry]\ntags = [\n[\"a\"],\n[1]\n]\nenabled = \"true\"",
                "[telemetry]\n[jit]\n[[a]]\nenabled = false",
                "[a.telemetry]\nenabled = false",
                "[telemetry] enabled = [false]",
                "telemetry = { enabled = false } telemetry.enabled = true",
                "[telemetry]\nenabled = 'true'",
                "x = 1\rtelemetry.enabled = false\rtelemetry.enabled = true\r",
                "x = '\u00E9'\n[telemetry]\nenabled = false",
                "x = \"\"\"\n[jit]\n\"\"\"\n[telemetry]\nenabled = false");
        List<String> on = List.of(
                "",
                "[jit]\nenabled = false",
                "# telemetry.enabled = false",
                "telemetry.enabled = true",
                "[jit]\nenabled = false\n[telemetry]\nenabled = true\n[gpu]\nenabled = true",
                "[telemetry]\nlevel = 1",
                "telemetry.level = 1\n[jit]\nenabled = false",
                "telemetry = { enabled = true, level = 1 }");
        for (String text : off) {
            assertEquals("off\n", configured(shell, text.getBytes(StandardCharsets.UTF_8)), text);
        }
        for (String text : on) {
            assertEquals("on\n", configured(shell, text.getBytes(StandardCharsets.UTF_8)), text);
        }
        byte[] utf16 = "\uFEFFtelemetry.enabled = false\r\n".getBytes(StandardCharsets.UTF_16LE);
        assertEquals("off\n", configured(shell, utf16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash"})
    void install_toolOfTheReaderMissingOrFailing_isOff(String shell) throws Exception {
        for (String tool : List.of("none", "tr", "sed", "cat")) {
            for (String failure : List.of("rm", "exit 1", "head -c 12; exit 1")) {
                Path tools =
                        InstallerShell.tools(home, "curl", "tr", "sed", "cat", "head", "cut", "uname", "mkdir", "rm");
                Files.deleteIfExists(tools.resolve(tool));
                if (!failure.equals("rm")) {
                    InstallerShell.tool(tools, tool, failure);
                }
                String which = tool + ": " + failure;
                // the control: with every tool, a file that says nothing of it is on
                write(tool.equals("none") ? "[telemetry]\nlevel = 1\n" : OFF);
                assertHeard(tool.equals("none") ? 2 : 0, shell, "PATH", tools.toString(), INSTALL, which);
            }
        }
    }

    /** Up to version 5.0 bash keeps a here-document in a file; a limit of no bytes stands in for the full disk. */
    @Test
    void install_diskFull_isOff() throws Exception {
        write(OFF);
        for (String signal : List.of("trap '' XFSZ; ", "")) {
            String script = "(" + signal + "ulimit -f 0; " + INSTALL + ") | cat";
            assertHeard(0, "bash", "BASH_COMPAT", "50", script, signal);
        }
    }

    @Test
    void install_folderIsALinkToNowhere_isOff() throws Exception {
        Files.createSymbolicLink(home.resolve(".runmat"), home.resolve("none"));
        assertHeard(0, "sh", "A", "", INSTALL, "nobody knows what is there");
    }

    /** As after {@code sudo -u other} that keeps HOME. For root no folder is closed, so root becomes somebody else. */
    @ParameterizedTest
    @ValueSource(strings = {"ann", "ann/.runmat"})
    void install_folderCannotBeEntered_isOff(String which) throws Exception {
        Path ann = Files.createDirectory(home.resolve("ann"));
        Files.writeString(Files.createDirectory(ann.resolve(".runmat")).resolve("config.toml"), OFF);
        for (Path open : List.of(home, ann, ann.resolve(".runmat"))) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path closed = home.resolve(which);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        boolean root = Files.isExecutable(closed);
        assumeTrue(!root || InstallerShell.find("setpriv") != null, "setpriv is not installed");
        String shell = (root ? "setpriv --reuid 65534 --regid 65534 --clear-groups " : "") + "sh";
        String inline = INSTALL.replace(SNIPPET, Files.readString(Path.of("installers/telemetry.sh")));
        try {
            assertHeard(0, shell, "HOME", ann.toString(), inline, which);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void assertHeard(int requests, String shell, String name, String value, String script, String which)
            throws IOException, InterruptedException {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put(name, value);
            String said = run(shell, environment, script);
            assertEquals(requests, collector.requests.size(), which);
            assertEquals("installed\n", said, which);
            assertEquals(requests > 0, Files.exists(home.resolve(".runmat/telemetry_id")), which);
            Files.deleteIfExists(home.resolve(".runmat/telemetry_id"));
        }
    }

    private String configured(String shell, byte[] text) throws IOException, InterruptedException {
        Files.write(Files.createDirectories(home.resolve(".runmat")).resolve("config.toml"), text);
        String ask = SNIPPET + "if _runmat_allowed key https://localhost/; then echo on; else echo off; fi";
        return run(shell, Map.of("PATH", System.getenv("PATH"), "HOME", home.toString()), ask);
    }

    private void write(String configuration) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve(".runmat")).resolve("config.toml"), configuration);
    }
}
