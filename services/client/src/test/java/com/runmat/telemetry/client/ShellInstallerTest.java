package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Field;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The installer's snippet in the shells that install scripts are run with, against a real listener. */
class ShellInstallerTest {
    private static final String SNIPPET = ". installers/telemetry.sh; ";
    private static final String INSTALL = "set -eu; " + SNIPPET
            + "runmat_telemetry install_start v0.6.2; runmat_telemetry install_start v0.6.2; "
            + "runmat_telemetry install_complete v0.6.2; echo installed";

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "dash", "busybox sh"})
    void install_on_sendsEachEventOnceAsTheContractReadsIt(String shell) throws Exception {
        try (Collector collector = new Collector()) {
            assertEquals("installed\n", run(shell, environment(collector), INSTALL));
            assertEquals(2, collector.requests.size());
            assertEquals(Collector.KEY, collector.requests.get(0).key());
            assertEquals("application/json", collector.requests.get(0).contentType());
            List<String> omissions = new ArrayList<>();
            var start = read(collector.bodies().get(0), omissions);
            var complete = read(collector.bodies().get(1), omissions);
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
    @ValueSource(strings = {"sh", "bash", "dash", "busybox sh"})
    void install_anyOptOut_isSilentAndMakesNoFile(String shell) throws Exception {
        for (String optOut : List.of(
                "RUNMAT_NO_TELEMETRY=1",
                "RUNMAT_TELEMETRY=0",
                "DO_NOT_TRACK=1",
                "RUNMAT_TELEMETRY_KEY=",
                "HOME=",
                "RUNMAT_TELEMETRY_ENDPOINT=off")) {
            try (Collector collector = new Collector()) {
                Map<String, String> environment = environment(collector);
                environment.put(optOut.substring(0, optOut.indexOf('=')), optOut.substring(optOut.indexOf('=') + 1));
                assertEquals("installed\n", run(shell, environment, INSTALL), optOut);
                assertEquals(List.of(), collector.requests, optOut);
                assertEquals(List.of(), List.of(home.toFile().list()), optOut);
            }
        }
    }

    /** What the client takes as off must be off here too; where the client is sure that it is on, so is the snippet. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void configuredOff_anyForm_isOff(String shell) throws Exception {
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
                "x = \"\"\"\n[jit]\n\"\"\"\n[telemetry]\nenabled = false");
        List<String> on = List.of(
                "",
                "[jit]\nenabled = false",
                "# telemetry.enabled = false",
                "telemetry.enabled = true",
                "[telemetry]\nenabled = true\n[jit]\nenabled = false",
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
    @ValueSource(ints = {401, 500, 302})
    void install_workerRefuses_goesOn(int status) throws Exception {
        try (Collector collector = new Collector(status)) {
            assertEquals("installed\n", run("sh", environment(collector), INSTALL));
            assertEquals(2, collector.requests.size(), "no redirect is followed, nothing is repeated");
        }
    }

    @Test
    void install_networkHangs_goesOnAfterThreeSeconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Collector unused = new Collector()) {
            Map<String, String> environment = environment(unused);
            environment.put("RUNMAT_TELEMETRY_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort() + "/ingest");
            long start = System.nanoTime();
            String once = "set -e; " + SNIPPET + "runmat_telemetry install_start 1; echo installed";
            assertEquals("installed\n", run("sh", environment, once));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.toMillis() >= 2_900 && took.toMillis() < 10_000, took.toString());
        }
    }

    @Test
    void install_noCurl_sendsNothingAndMakesNoId() throws Exception {
        Path tools = Files.createDirectory(home.resolve("tools"));
        for (String tool : List.of("sed", "tr", "head", "cut", "uname", "mkdir", "cat", "rm")) {
            Path there = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
            assertTrue(there.toFile().setExecutable(true));
        }
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector);
            environment.put("PATH", tools.toString());
            assertEquals("installed\n", run("/bin/sh", environment, INSTALL));
            assertEquals(List.of(), collector.requests);
            assertFalse(Files.exists(home.resolve(".runmat")));
        }
    }

    /** Any user of a machine can read the arguments of any process. */
    @Test
    void install_on_givesCurlNoArgumentWithTheKeyOrTheId() throws Exception {
        Path tools = Files.createDirectory(home.resolve("tools"));
        Path fake = Files.writeString(
                tools.resolve("curl"), "#!/bin/sh\necho \"$@\" >>\"$HOME/arguments\"\ncat >/dev/null\n");
        assertTrue(fake.toFile().setExecutable(true));
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector);
            environment.put("PATH", tools + ":" + System.getenv("PATH"));
            run("sh", environment, INSTALL);
        }
        String arguments = Files.readString(home.resolve("arguments"));
        assertTrue(arguments.contains("--config -"), arguments);
        assertFalse(arguments.contains(Collector.KEY) || arguments.contains("cid"), arguments);
    }

    @Test
    void install_show_printsWhatLeaves() throws Exception {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = environment(collector);
            environment.put("RUNMAT_TELEMETRY_SHOW", "1");
            String said = run("sh", environment, INSTALL);
            assertEquals(String.join("\n", collector.bodies()) + "\ninstalled\n", said);
        }
    }

    @Test
    void install_foreignIdAndPrivateRelease_keepsTheOneAndLeavesOutTheOther() throws Exception {
        Files.writeString(
                Files.createDirectory(home.resolve(".runmat")).resolve("telemetry_id"), " 1764000000-12345\r\n");
        try (Collector collector = new Collector()) {
            run("sh", environment(collector), SNIPPET + "runmat_telemetry install_failed '/home/ann/\"x\"'");
            String body = collector.bodies().get(0);
            assertTrue(body.contains("\"cid\":\"1764000000-12345\""), body);
            assertFalse(body.contains("ann") || body.contains("release"), body);
        }
    }

    @Test
    void install_folderCannotBeMade_sendsWithoutId() throws Exception {
        Files.writeString(home.resolve(".runmat"), "");
        try (Collector collector = new Collector()) {
            assertEquals("installed\n", run("sh", environment(collector), INSTALL));
            assertEquals(2, collector.requests.size());
            assertFalse(collector.bodies().toString().contains("cid"));
        }
    }

    private String configured(String shell, byte[] text) throws Exception {
        Path file = Files.write(home.resolve("config.toml"), text);
        String ask = SNIPPET + "if _runmat_configured_off '" + file + "'; then echo off; else echo on; fi";
        return run(shell, Map.of("PATH", System.getenv("PATH")), ask);
    }

    private Map<String, String> environment(Collector collector) {
        Map<String, String> environment = collector.environment(home.toString());
        environment.put("PATH", System.getenv("PATH"));
        return environment;
    }

    private static String run(String shell, Map<String, String> environment, String script)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        boolean there = command.get(0).startsWith("/") || find(command.get(0)) != null;
        assumeTrue(there || "true".equals(System.getenv("CI")), shell + " is not installed, so it was not tried");
        command.addAll(List.of("-c", script));
        Child child = Child.run(environment, command);
        assertEquals(0, child.code(), child.out());
        return child.out();
    }

    private static @org.jspecify.annotations.Nullable Path find(String tool) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return Path.of(folder, tool);
            }
        }
        return null;
    }

    private static com.runmat.telemetry.contract.Event read(String body, List<String> omissions) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        EventReader reader = new EventReader((why, name) -> omissions.add(why + " " + name));
        return assertInstanceOf(
                com.runmat.telemetry.contract.Event.class,
                reader.read(bytes, 0, bytes.length, new Arrival(System.currentTimeMillis(), "https")));
    }
}
