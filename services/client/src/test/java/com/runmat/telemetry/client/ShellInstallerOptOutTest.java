package com.runmat.telemetry.client;

import static com.runmat.telemetry.client.InstallerShell.INSTALL;
import static com.runmat.telemetry.client.InstallerShell.SNIPPET;
import static com.runmat.telemetry.client.InstallerShell.environment;
import static com.runmat.telemetry.client.InstallerShell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.client.Configurations.Configuration;
import java.io.IOException;
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

    /** The corpus, one process of the shell for all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void configuration_corpus_isTheFoldersName(String shell) throws Exception {
        List<Configuration> all = Configurations.all();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            Configuration one = all.get(i);
            Path folder = Files.createDirectories(home.resolve(i + "/.runmat"));
            Files.write(folder.resolve("config.toml"), one.bytes());
            expected.append(one.on() ? "on " : "off ").append(one.name()).append('\n');
            Files.writeString(home.resolve(i + "/name"), one.name() + "\n");
        }
        String ask = SNIPPET + "export LC_ALL=C; i=0; while [ $i -lt " + all.size() + " ]; do HOME=" + home + "/$i; "
                + "if _runmat_allowed key https://localhost/; then printf 'on '; else printf 'off '; fi; "
                + "cat $HOME/name; i=$((i + 1)); done";
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
        assertEquals(expected.toString(), run(shell, environment, ask));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash"})
    void install_toolOfTheReaderMissingOrFailing_isOff(String shell) throws Exception {
        for (String tool : List.of("none", "tr", "awk")) {
            for (String failure : List.of("rm", "exit 1", "head -c 12; exit 1")) {
                Path tools = InstallerShell.tools(
                        home, "curl", "tr", "sed", "cat", "awk", "head", "cut", "uname", "mkdir", "rm", "ln", "mv");
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
            InstallerShell.heard(collector, requests);
            assertEquals("installed\n", said, which);
            assertEquals(requests > 0, Files.exists(home.resolve(".runmat/telemetry_id")), which);
            Files.deleteIfExists(home.resolve(".runmat/telemetry_id"));
        }
    }

    private void write(String configuration) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve(".runmat")).resolve("config.toml"), configuration);
    }
}
