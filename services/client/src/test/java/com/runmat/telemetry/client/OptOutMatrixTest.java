package com.runmat.telemetry.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every opt-out with every form of the configuration file and every state of the client id, each a process of its own on real
 * files, against listeners that must hear exactly what the rules say: nothing, or both events on both paths.
 */
class OptOutMatrixTest {
    @TempDir
    Path folder;

    /** What the environment says. */
    enum Environment {
        SILENT(true, "DO_NOT_TRACK", ""),
        NO_TELEMETRY(false, "RUNMAT_NO_TELEMETRY", "1"),
        TELEMETRY_0(false, "RUNMAT_TELEMETRY", "0"),
        DO_NOT_TRACK(false, "DO_NOT_TRACK", "1"),
        NO_KEY(false, "RUNMAT_TELEMETRY_KEY", ""),
        TELEMETRY_1(true, "RUNMAT_TELEMETRY", "1");

        final boolean on;
        final String variable;
        final String value;

        Environment(boolean on, String variable, String value) {
            this.on = on;
            this.variable = variable;
            this.value = value;
        }
    }

    /** What the configuration file holds; null for no file. */
    enum Configuration {
        ABSENT(true, null),
        OTHER(true, "[jit]\nenabled = false\n"),
        ENABLED(true, "telemetry.enabled = true\n"),
        DOTTED(false, "telemetry.enabled = false # no\n"),
        TABLE(false, "[jit]\nenabled = true\n\n[ \"telemetry\" ]\nenabled=false\n"),
        WINDOWS(false, "\uFEFF[telemetry]\r\nenabled = false\r\n"),
        INLINE(false, "telemetry = { enabled = false }"),
        BROKEN(false, "[telemetry\nenabled = true\n");

        final boolean on;
        final @org.jspecify.annotations.Nullable String content;

        Configuration(boolean on, @org.jspecify.annotations.Nullable String content) {
            this.on = on;
            this.content = content;
        }
    }

    /** What stands where the client id belongs. */
    enum IdState {
        ABSENT,
        PRESENT,
        FOREIGN_FORM;

        void prepare(Path id) throws IOException {
            switch (this) {
                case ABSENT -> {}
                case PRESENT -> Files.writeString(id, "eac98648-3b42-41c7-a887-7452dd08cbf0\n");
                case FOREIGN_FORM -> Files.writeString(id, "1764000000-12345");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void process_environmentWithEveryConfigurationAndId_sendsWhatTheRulesSay(Environment environment) throws Exception {
        try (var runs = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors() + 1)) {
            List<Future<Void>> all = new ArrayList<>();
            for (Configuration configuration : Configuration.values()) {
                for (IdState id : IdState.values()) {
                    Path home = Files.createDirectory(folder.resolve(configuration + "-" + id));
                    Callable<Void> check = () -> check(home, environment, configuration, id);
                    all.add(runs.submit(check));
                }
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }
    }

    /** With no home folder at all, and with a file where the folder belongs. */
    @Test
    void process_folderCannotBeMade_sendsWithoutIdOrNothing() throws Exception {
        Path inTheWay = Files.createDirectory(folder.resolve("blocked"));
        Files.writeString(inTheWay.resolve(".runmat"), "");
        for (String optOut : List.of("0", "1")) {
            try (Collector collector = new Collector()) {
                Map<String, String> environment = collector.environment(inTheWay.toString());
                environment.put("RUNMAT_NO_TELEMETRY", optOut);
                Child child = Child.run(environment, Child.java(ExampleProgram.class));
                assertEquals(0, child.code(), child.out());
                int heard = optOut.equals("0") ? 2 : 0;
                await().atMost(Duration.ofSeconds(30)).until(() -> collector.requests.size() == heard);
                assertFalse(collector.bodies().toString().contains("\"cid\""));
            }
        }
    }

    private static Void check(Path home, Environment environment, Configuration configuration, IdState id)
            throws IOException, InterruptedException {
        boolean on = environment.on && configuration.on;
        String which = environment + " " + configuration + " " + id;
        List<String> before = prepare(home, configuration, id);
        try (Collector collector = new Collector()) {
            Map<String, String> variables = collector.environment(home.toString());
            variables.put(environment.variable, environment.value);
            Child child = Child.run(variables, Child.java(ExampleProgram.class));
            assertEquals(0, child.code(), which + child.out());
            assertTrue(child.out().endsWith(" thread=" + on + "\n"), which + child.out());
            if (on) {
                assertHeard(which, collector, home, id);
            } else {
                assertEquals(List.of(), collector.requests, which);
                assertEquals(List.of(), collector.datagrams, which);
                assertEquals(before, contents(home), which + ": no file is made or changed");
            }
        }
        return null;
    }

    private static void assertHeard(String which, Collector collector, Path home, IdState id) throws IOException {
        // on an overloaded machine the listener may get to a request only when the client has stopped waiting for it
        await().atMost(Duration.ofSeconds(30))
                .until(() -> collector.datagrams.size() == 2 && collector.requests.size() == 2);
        assertEquals(collector.bodies(), collector.datagrams, which);
        String stored = Files.readString(home.resolve(".runmat/telemetry_id")).strip();
        assertTrue(collector.bodies().get(0).contains("\"cid\":\"" + stored + "\""), which);
        assertTrue(id != IdState.FOREIGN_FORM || stored.equals("1764000000-12345"), which);
    }

    private static List<String> prepare(Path home, Configuration configuration, IdState id) throws IOException {
        if (configuration.content != null || id != IdState.ABSENT) {
            Path runmat = Files.createDirectory(home.resolve(".runmat"));
            if (configuration.content != null) {
                Files.writeString(runmat.resolve("config.toml"), configuration.content);
            }
            id.prepare(runmat.resolve("telemetry_id"));
        }
        return contents(home);
    }

    /** Every file below with its content. */
    private static List<String> contents(Path home) throws IOException {
        try (var paths = Files.walk(home)) {
            List<String> all = new ArrayList<>();
            for (Path path : paths.sorted().toList()) {
                all.add(path + (Files.isRegularFile(path) ? ": " + Files.readString(path) : ""));
            }
            return all;
        }
    }
}
