package com.runmat.telemetry.client;

import static com.runmat.telemetry.client.InstallerShell.SNIPPET;
import static com.runmat.telemetry.client.InstallerShell.environment;
import static com.runmat.telemetry.client.InstallerShell.heard;
import static com.runmat.telemetry.client.InstallerShell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The snippet in installers that have odd things set up around it. */
class ShellInstallerHostileTest {
    private static final String EVENTS =
            "runmat_telemetry install_start v1; runmat_telemetry install_complete v1; echo installed";
    private static final String STEAL = "{ echo \"$@\"; cat; } >>\"$HOME/stolen\"";

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh", "bash --posix"})
    void install_oddShell_sendsBothAndSaysNothing(String shell) throws Exception {
        for (String before : List.of(
                "set -eu; readonly os=1 arch=2 key=3 json=4 id=5 line=6 endpoint=7 below=8 folder=9; ",
                "set -eu; " + SNIPPET + "runmat_telemetry; runmat_telemetry ''; runmat_telemetry nonsense; ",
                "curl() { " + STEAL + "; }; command() { " + STEAL + "; }; ",
                "curl() { " + STEAL + "; }; [ -z \"${BASH_VERSION:-}\" ] || readonly -f curl; ",
                "IFS=:/-e; LC_ALL=xx_XX; export LC_ALL; umask 077; ",
                "set -fC; trap 'echo trapped >&2' 1 2 15; cd /; ",
                "readonly IFS; readonly LC_ALL; ")) {
            Files.deleteIfExists(home.resolve("stolen"));
            String script = before.contains("cd /") ? SNIPPET + before + EVENTS : before + SNIPPET + EVENTS;
            // LC_ALL's own complaint is bash's
            String said = sends(shell, "{ " + script + "; }" + (before.contains("xx_XX") ? " 2>/dev/null" : ""));
            assertEquals("installed\n", said, shell + ": " + before);
            assertFalse(Files.exists(home.resolve("stolen")), shell + ": " + before);
        }
    }

    /** Aliases are put in while the snippet is read: dash does, and bash where it is told to. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash -O expand_aliases", "bash --posix", "busybox sh"})
    void install_aliases_keepTheKeyFromThem(String shell) throws Exception {
        StringBuilder aliases = new StringBuilder();
        for (String tool :
                List.of("curl", "printf", "sed", "awk", "tr", "cat", "head", "cut", "uname", "mkdir", "ln", "rm")) {
            aliases.append("alias ").append(tool).append("='echo stolen >>\"$HOME/stolen\"; false'\n");
        }
        assertEquals("installed\n", sends(shell, aliases + SNIPPET + "\n" + EVENTS));
        assertFalse(Files.exists(home.resolve("stolen")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void install_closedStreams_sendsBoth(String shell) throws Exception {
        for (String closed : List.of("<&-", "2>&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-")) {
            sends(shell, "{ set -e; " + SNIPPET + EVENTS.replace("; echo installed", "") + "; } " + closed);
        }
    }

    /** Bash hands these traps on to the functions of other shells when told to. */
    @Test
    void install_bashTraps_areNotTouchedByTheSnippet() throws Exception {
        String traps =
                "set -E -T; trap 'echo error >>\"$HOME/trap\"' ERR; trap 'echo return >>\"$HOME/trap\"' RETURN; ";
        assertEquals("installed\n", sends("bash", SNIPPET + traps + EVENTS + "; trap - RETURN"));
        String seen = Files.exists(home.resolve("trap")) ? Files.readString(home.resolve("trap")) : "";
        assertFalse(seen.contains("error"), seen);
    }

    /** A lock that the installer holds is free again when it ends, whatever is still on its way. */
    @Test
    void install_fileOpen_isNotKeptOpen() throws Exception {
        Path tools = InstallerShell.tools(home);
        InstallerShell.tool(
                tools,
                "curl",
                "cat >/dev/null; ls -l /proc/self/fd >\"$HOME/open\"; mv \"$HOME/open\" \"$HOME/opened\"");
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put("PATH", tools + ":" + System.getenv("PATH"));
            run("bash", environment, "exec 9>\"$HOME/lock\"; " + SNIPPET + "runmat_telemetry install_start 1");
            org.awaitility.Awaitility.await().until(() -> Files.exists(home.resolve("opened")));
            assertFalse(Files.readString(home.resolve("opened")).contains("/lock"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void install_controlCharacterInEndpointOrKey_sendsNothing(String shell) throws Exception {
        try (Collector collector = new Collector();
                Collector second = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put("RUNMAT_TELEMETRY_ENDPOINT", collector.endpoint() + "\"\nurl = \"" + second.endpoint());
            assertEquals("installed\n", run(shell, environment, SNIPPET + EVENTS));
            environment.put("RUNMAT_TELEMETRY_ENDPOINT", collector.endpoint() + "\nurl=" + second.endpoint());
            assertEquals("installed\n", run(shell, environment, SNIPPET + EVENTS));
            environment.put("RUNMAT_TELEMETRY_ENDPOINT", collector.endpoint());
            environment.put("RUNMAT_TELEMETRY_KEY", "a\nurl=" + second.endpoint());
            assertEquals("installed\n", run(shell, environment, SNIPPET + EVENTS));
            assertEquals(List.of(), second.requests);
            assertEquals(List.of(), collector.requests);
        }
    }

    /** The same truth of switches as the client's. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void allowed_switches_areReadAsTheClientReadsThem(String shell) throws Exception {
        for (String name : List.of("RUNMAT_NO_TELEMETRY", "RUNMAT_TELEMETRY", "DO_NOT_TRACK")) {
            for (String value :
                    List.of("", " ", "0", "1", "TRUE", "False", " no ", "oFF", "Yes", "ON", "maybe", "0 0", "*")) {
                Map<String, String> environment = Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        "HOME",
                        home.toString(),
                        "RUNMAT_TELEMETRY_KEY",
                        "key",
                        name,
                        value);
                boolean on = Settings.read(environment, "").on();
                String ask =
                        SNIPPET + "set -f; if _runmat_allowed key https://localhost/; then echo on; else echo off; fi";
                assertEquals(on ? "on\n" : "off\n", run(shell, environment, ask), name + "=" + value);
            }
        }
    }

    @Test
    void snippet_shellcheck_findsNothing() throws Exception {
        boolean there = InstallerShell.find("shellcheck") != null;
        assumeTrue(
                there || "true".equals(System.getenv("CI")),
                "shellcheck is not installed, so nobody checked the snippet");
        Child child = Child.run(
                Map.of("PATH", System.getenv("PATH")), List.of("shellcheck", "-s", "sh", "installers/telemetry.sh"));
        assertEquals("", child.out());
        assertEquals(0, child.code());
    }

    private String sends(String shell, String script) throws Exception {
        try (Collector collector = new Collector()) {
            String said = run(shell, environment(collector, home), script);
            List<String> heard = heard(collector, 2);
            assertTrue(heard.get(0).contains("install_start"), script);
            assertEquals(Collector.KEY, collector.requests.get(0).key());
            return said;
        }
    }
}
