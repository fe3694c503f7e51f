package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import com.runmat.telemetry.worker.kit.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for the worker as a process of its own. */
class ShutdownTest {
    /** The 8 s that are promised, and what a busy machine takes to end a JVM; half of what a request may take here. */
    private static final int IN_TIME = 30;

    @TempDir
    private Path folder;

    @Test
    void sigterm_finishesWhatIsInFlight_andExitsWithZero() throws IOException, InterruptedException {
        try (PostHogServer posthog = new PostHogServer();
                HttpClient client = HttpClient.newHttpClient()) {
            posthog.mood(request -> Reply.of(200).after(Duration.ofSeconds(3)));
            Process process = start(posthog);
            int port = port();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(client.sendAsync(request(port, i), BodyHandlers.ofString()));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> received(client, port) == 20);
            process.destroy();
            answers.forEach(answer -> assertEquals(200, answer.join().statusCode()));
            assertTrue(process.waitFor(IN_TIME, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
            assertTrue(log().contains("\"message\":\"worker stopped\""), log());
            assertTrue(log().contains("\"accepted\":20"), log());
        }
    }

    @Test
    void sigterm_withADeadBackEnd_answersAndExitsInTime() throws IOException, InterruptedException {
        try (PostHogServer posthog = new PostHogServer();
                HttpClient client = HttpClient.newHttpClient()) {
            posthog.mood(request -> Reply.of(200).after(Duration.ofMinutes(1)));
            Process process = start(posthog);
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(request(port(), 1), BodyHandlers.ofString());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !posthog.requests().isEmpty());
            process.destroy();
            assertEquals(502, answer.join().statusCode());
            assertTrue(process.waitFor(IN_TIME, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
    }

    @Test
    void wrongSettings_areListedAllAtOnce() throws IOException, InterruptedException {
        Process process = process(Map.of("PORT", "seventy", "POSTHOG_HOST", "ftp://x", "ALLOWED_ORIGINS", "*"));
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        for (String name : new String[] {"PORT:", "POSTHOG_HOST:", "ALLOWED_ORIGINS:"}) {
            assertTrue(log().contains(name), log());
        }
    }

    @Test
    void portTaken_exitsWithOne_andSaysWhichPortAndWhatToDo() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(0)) {
            Process process = process(TestWorker.environment("PORT", Integer.toString(other.getLocalPort())));
            try {
                assertTrue(process.waitFor(30, TimeUnit.SECONDS), this::log);
            } finally {
                process.destroyForcibly();
            }
            assertEquals(1, process.exitValue());
            assertTrue(log().contains("\"message\":\"cannot listen on PORT: stop the process that uses it"), log());
            assertTrue(log().contains("\"port\":" + other.getLocalPort()), log());
        }
    }

    @Test
    void logLines_areJsonWithSeverity_andHoldNoSecret() throws IOException, InterruptedException {
        try (PostHogServer posthog = new PostHogServer()) {
            Process process = start(posthog);
            port();
            process.destroy();
            assertTrue(process.waitFor(IN_TIME, TimeUnit.SECONDS));
            for (String line : log().lines().toList()) {
                assertTrue(Tree.object(line).containsKey("severity"), line);
            }
            assertFalse(log().contains(PostHogServer.KEY) || log().contains(TestWorker.KEY), log());
        }
    }

    /** Events that the worker has read, by its own page. */
    private static long received(HttpClient client, int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("x-telemetry-key", TestWorker.KEY)
                .build();
        return client.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("telemetry_worker_received_total "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private Process start(PostHogServer posthog) throws IOException {
        return process(TestWorker.environment(
                "POSTHOG_API_KEY", PostHogServer.KEY, "POSTHOG_HOST", posthog.url(), "SINGLE_TIMEOUT", "60s"));
    }

    private Process process(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        return builder.start();
    }

    private int port() {
        await().atMost(Duration.ofSeconds(30)).until(() -> log().contains("worker started"));
        String line = log().lines()
                .filter(text -> text.contains("worker started"))
                .findFirst()
                .orElse("");
        return Integer.parseInt(String.valueOf(Tree.object(line).get("port")));
    }

    private String log() {
        try {
            Path log = folder.resolve("log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static HttpRequest request(int port, int number) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("x-telemetry-key", TestWorker.KEY)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(Samples.started(number)))
                .build();
    }
}
