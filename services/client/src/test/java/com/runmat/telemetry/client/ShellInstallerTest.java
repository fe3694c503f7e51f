package com.runmat.telemetry.client;

import static com.runmat.telemetry.client.InstallerShell.INSTALL;
import static com.runmat.telemetry.client.InstallerShell.SNIPPET;
import static com.runmat.telemetry.client.InstallerShell.environment;
import static com.runmat.telemetry.client.InstallerShell.heard;
import static com.runmat.telemetry.client.InstallerShell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The installer's snippet in the shells that install scripts are run with, against a real listener. */
class ShellInstallerTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "dash", "busybox sh"})
    void install_on_sendsEachEventOnceAsTheContractReadsIt(String shell) throws Exception {
        try (Collector collector = new Collector()) {
            assertEquals("installed\n", run(shell, environment(collector, home), INSTALL));
            List<String> heard = heard(collector, 2);
            assertEquals(Collector.KEY, collector.requests.get(0).key());
            assertEquals("application/json", collector.requests.get(0).contentType());
            List<String> omissions = new ArrayList<>();
            var start = read(heard.get(0), omissions);
            var complete = read(heard.get(1), omissions);
            assertEquals(List.of(), omissions);
            assertEquals("install_start", start.label().canonical());
            assertEquals("install_complete", complete.label().canonical());
            assertEquals("v0.6.2", start.value(Field.RELEASE));
            assertEquals("shell", start.value(Field.METHOD));
            assertEquals(Host.current().platform(), start.value(Field.PLATFORM));
            assertEquals(start.distinctId(), complete.distinctId());
            assertEquals(
                    start.distinctId(),
                    Files.readString(home.resolve(".runmat/telemetry_id")).strip());
            assertFalse(start.uuid().equals(complete.uuid()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 302})
    void install_workerRefuses_goesOn(int status) throws Exception {
        try (Collector collector = new Collector(status)) {
            assertEquals("installed\n", run("sh", environment(collector, home), INSTALL));
            heard(collector, 2);
        }
    }

    /** In the order of a language's letters nothing stands between an exclamation mark and a tilde. */
    @Test
    void install_languageWithAnOrderOfItsOwn_sends() throws Exception {
        Path locales = Files.createDirectory(home.resolve("locales"));
        assumeTrue(InstallerShell.find("localedef") != null, "localedef is not installed");
        Map<String, String> path = Map.of("PATH", System.getenv("PATH"));
        String english = locales.resolve("en_US.UTF-8").toString();
        int made = Child.run(path, List.of("localedef", "-i", "en_US", "-f", "UTF-8", english))
                .code();
        assumeTrue(made == 0, "the sources of the locales are not installed");
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.putAll(Map.of("LOCPATH", locales.toString(), "LANG", "en_US.UTF-8"));
            assertEquals("installed\n", run("bash +O globasciiranges", environment, INSTALL));
            heard(collector, 2);
        }
    }

    /** The end is waited for, 1.8 s for all events together, and the start is not; nor does the start hold what the installer prints. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash", "busybox sh"})
    void install_networkHangs_waitsTwoSecondsInAll(String shell) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Collector unused = new Collector()) {
            Map<String, String> environment = environment(unused, home);
            environment.put("RUNMAT_TELEMETRY_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort() + "/ingest");
            String piped = "{ set -e; " + SNIPPET + "runmat_telemetry install_start 1; echo installed; } 2>&1 | cat; ";
            String started = "(" + piped + "); " + SNIPPET + "date +%s%N; runmat_telemetry install_start 1; ";
            String ended =
                    "date +%s%N; runmat_telemetry install_complete 1; runmat_telemetry install_failed 1; date +%s%N";
            List<String> said = run(shell, environment, started + ended).lines().toList();
            assertEquals("installed", said.get(0));
            long start = Long.parseLong(said.get(1)) / 1_000_000;
            long middle = Long.parseLong(said.get(2)) / 1_000_000;
            long end = Long.parseLong(said.get(3)) / 1_000_000;
            assertTrue(end - middle >= 1_700, "the end's event had its time: " + said);
            assertTrue(middle - start < 1_700, "the start is not waited for: " + said);
            assertTrue(end - start < 3_500, "not twice 1.8 s: " + said);
        }
    }

    @Test
    void install_noCurl_sendsNothingAndMakesNoId() throws Exception {
        Path tools = InstallerShell.tools(
                home, "sed", "tr", "head", "cut", "uname", "mkdir", "cat", "rm", "awk", "ln", "mv");
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put("PATH", tools.toString());
            assertEquals("installed\n", run("/bin/sh", environment, INSTALL));
            assertEquals(List.of(), collector.requests);
            assertFalse(Files.exists(home.resolve(".runmat")));
        }
    }

    @Test
    void install_show_printsWhatLeaves() throws Exception {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put("RUNMAT_TELEMETRY_SHOW", " TRUE ");
            String said = run("sh", environment, INSTALL);
            assertEquals(String.join("\n", heard(collector, 2)) + "\ninstalled\n", said);
        }
    }

    @Test
    void install_foreignIdAndPrivateRelease_keepsTheOneAndLeavesOutTheOther() throws Exception {
        Files.writeString(
                Files.createDirectory(home.resolve(".runmat")).resolve("telemetry_id"), " 1764000000-12345\r\n");
        try (Collector collector = new Collector()) {
            run("sh", environment(collector, home), SNIPPET + "runmat_telemetry install_failed '/home/ann/\"x\"'");
            String body = heard(collector, 1).get(0);
            assertTrue(body.contains("\"cid\":\"1764000000-12345\""), body);
            assertFalse(body.contains("ann") || body.contains("release"), body);
        }
    }

    @Test
    void install_folderCannotBeMade_sendsWithoutId() throws Exception {
        Files.writeString(home.resolve(".runmat"), "");
        try (Collector collector = new Collector()) {
            assertEquals("installed\n", run("sh", environment(collector, home), INSTALL));
            heard(collector, 2);
            assertFalse(collector.bodies().toString().contains("cid"));
        }
    }

    private static com.runmat.telemetry.contract.Event read(String body, List<String> omissions) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        EventReader reader = new EventReader((why, name) -> omissions.add(why + " " + name));
        return assertInstanceOf(
                com.runmat.telemetry.contract.Event.class,
                reader.read(bytes, 0, bytes.length, new Arrival(System.currentTimeMillis(), "https")));
    }
}
