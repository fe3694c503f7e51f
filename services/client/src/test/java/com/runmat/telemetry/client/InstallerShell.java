package com.runmat.telemetry.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the installer's snippet in one of the shells that install scripts are run with. */
final class InstallerShell {
    static final String SNIPPET = ". installers/telemetry.sh; ";
    static final String INSTALL = "set -eu; " + SNIPPET
            + "runmat_telemetry install_start v0.6.2; runmat_telemetry install_start v0.6.2; "
            + "runmat_telemetry install_complete v0.6.2; echo installed";

    private InstallerShell() {}

    /** With telemetry on, to this collector. */
    static Map<String, String> environment(Collector collector, Path home) {
        Map<String, String> environment = collector.environment(home.toString());
        environment.put("PATH", System.getenv("PATH"));
        return environment;
    }

    /** What the script printed to both streams; it must succeed. Skips the test where the shell is not installed, but not in CI. */
    static String run(String shell, Map<String, String> environment, String script)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        boolean there = command.get(0).startsWith("/") || find(command.get(0)) != null;
        assumeTrue(there || "true".equals(System.getenv("CI")), shell + " is not installed, so it was not tried");
        command.addAll(List.of("-c", script));
        Child child = Child.run(environment, command);
        assertEquals(0, child.code(), child.out());
        return child.out();
    }

    /** What arrived, install_start first: it travels beside the installation. */
    static List<String> heard(Collector collector, int events) {
        await().atMost(Duration.ofSeconds(30)).until(() -> collector.requests.size() >= events);
        assertEquals(events, collector.requests.size());
        return collector.bodies().stream().sorted(Comparator.reverseOrder()).toList();
    }

    static @Nullable Path find(String tool) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return Path.of(folder, tool);
            }
        }
        return null;
    }

    /** A new folder for a PATH that has just these of the machine's tools. */
    static Path tools(Path parent, String... names) throws IOException {
        Path tools = Files.createTempDirectory(parent, "tools");
        for (String name : names) {
            tool(tools, name, "exec " + find(name) + " \"$@\"");
        }
        return tools;
    }

    static void tool(Path tools, String name, String script) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
