package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.TestWorker;
import com.runmat.telemetry.worker.kit.Tree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for what the way to the first answer leaves out, as it would be a good part of it. */
class StartTest {
    /** The JDK's logging, and its way to write a date with the names of all months and zones. */
    private static final List<String> LEFT_OUT =
            List.of("java.util.logging.LogManager", "java.text.DateFormat", "sun.util.resources.cldr.TimeZoneNames");

    /** As in an image, of which java.management is no part: it would set up the logging itself. */
    private static final String MODULES = "java.logging";

    @TempDir
    private Path folder;

    @Test
    void firstAnswer_needsNoLoggingAndNoDatesOfTheJdk() throws IOException, InterruptedException {
        Path loaded = folder.resolve("classes");
        try (PostHogServer posthog = new PostHogServer();
                HttpClient client = HttpClient.newHttpClient()) {
            Process process = start(loaded, posthog);
            try (var lines = process.inputReader()) {
                Object port = Tree.object(String.valueOf(lines.readLine())).get("port");
                URI health = URI.create("http://127.0.0.1:" + port + "/health");
                assertEquals(
                        200,
                        client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                                .statusCode());
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        List<String> classes = Files.readAllLines(loaded);
        assertTrue(classes.stream().anyMatch(name -> name.startsWith(Main.class.getName())));
        for (String name : LEFT_OUT) {
            assertEquals(
                    List.of(),
                    classes.stream().filter(line -> line.startsWith(name)).toList());
        }
    }

    /** With the flags of its image; says which classes it loads. */
    private static Process start(Path loaded, PostHogServer posthog) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@src/main/jvm.options",
                "--limit-modules",
                MODULES,
                "-Xlog:class+load:file=" + loaded + ":none",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.environment().clear();
        builder.environment()
                .putAll(TestWorker.environment("POSTHOG_API_KEY", PostHogServer.KEY, "POSTHOG_HOST", posthog.url()));
        return builder.redirectErrorStream(true).start();
    }
}
