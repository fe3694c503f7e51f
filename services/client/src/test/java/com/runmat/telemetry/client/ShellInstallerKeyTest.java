package com.runmat.telemetry.client;

import static com.runmat.telemetry.client.InstallerShell.INSTALL;
import static com.runmat.telemetry.client.InstallerShell.environment;
import static com.runmat.telemetry.client.InstallerShell.heard;
import static com.runmat.telemetry.client.InstallerShell.run;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The installer's snippet keeps the ingestion key to itself and the worker. */
class ShellInstallerKeyTest {
    @TempDir
    Path home;

    /** Any user of a machine can read the arguments of any process. */
    @Test
    void install_on_givesCurlNoArgumentWithTheKeyOrTheId() throws Exception {
        Path tools = InstallerShell.tools(home);
        InstallerShell.tool(tools, "curl", "echo \"$@\" >>\"$HOME/arguments\"; cat >/dev/null");
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put("PATH", tools + ":" + System.getenv("PATH"));
            run("sh", environment, INSTALL);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.readAllLines(home.resolve("arguments")).size() == 2);
        String arguments = Files.readString(home.resolve("arguments"));
        assertTrue(arguments.contains("--config -"), arguments);
        assertFalse(arguments.contains(Collector.KEY) || arguments.contains("cid"), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "dash", "busybox sh"})
    void install_traced_printsNeitherKeyNorId(String shell) throws Exception {
        try (Collector collector = new Collector()) {
            String said = run(shell, environment(collector, home), "set -x; " + INSTALL);
            heard(collector, 2);
            assertTrue(said.contains("+ echo installed"), said + "the installer's own trace goes on");
            String id = Files.readString(home.resolve(".runmat/telemetry_id")).strip();
            assertFalse(said.contains(Collector.KEY) || said.contains(id), said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "dash", "busybox sh"})
    void install_builtInKeyTraced_isSentAndNotPrinted(String shell) throws Exception {
        String released = Files.readString(Path.of("installers/telemetry.sh")).replaceFirst("\"\"", "\"built-in\"");
        Path snippet = Files.writeString(home.resolve("telemetry.sh"), released);
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.remove("RUNMAT_TELEMETRY_KEY");
            String said = run(shell, environment, "set -x; . " + snippet + "; runmat_telemetry install_start 1");
            heard(collector, 1);
            assertEquals("built-in", collector.requests.get(0).key());
            assertFalse(said.contains("built-in"), said);
        }
    }

    @Test
    void install_plainHttpAndProxy_goesPastTheProxy() throws Exception {
        try (Collector collector = new Collector();
                Collector proxy = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put("http_proxy", proxy.endpoint());
            environment.put("ALL_PROXY", proxy.endpoint());
            assertEquals("installed\n", run("sh", environment, INSTALL));
            assertEquals(List.of(), proxy.requests);
            heard(collector, 2);
        }
    }

    /** Before an at sign stands a user's name, whatever it looks like: the host comes behind it. */
    @Test
    void install_plainHttpToAnotherHostBehindAUsersName_sendsNothing() throws Exception {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector, home);
            environment.put(
                    "RUNMAT_TELEMETRY_ENDPOINT", collector.endpoint().replace("127.0.0.1", "localhost:1@127.0.0.1"));
            assertEquals("installed\n", run("sh", environment, INSTALL));
            assertEquals(List.of(), collector.requests);
        }
    }
}
