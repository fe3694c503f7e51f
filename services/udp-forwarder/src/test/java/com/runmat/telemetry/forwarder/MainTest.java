package com.runmat.telemetry.forwarder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Main} in a JVM of its own, as it is deployed. */
@Timeout(120)
class MainTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern UDP_PORT = Pattern.compile("\"udp_port\":([0-9]+)");
    private static final Pattern HEALTH_PORT = Pattern.compile("\"health_port\":([0-9]+)");

    private final WorkerStandIn worker = new WorkerStandIn();

    @TempDir
    private Path folder;

    MainTest() throws IOException {}

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void sigterm_sendsWhatWaits_saysSoAndEnds() throws Exception {
        Process process = start(Environments.of(worker.url(), "FORWARDER_LINGER", "10s", "FORWARDER_FLUSH", "30s"));
        send(20);
        assertEquals(0, worker.requests());
        end(process);
        assertEquals(20, worker.received().size());
        assertTrue(output().contains("\"counters\":{\"received\":20,\"delivered\":20,\"posts\":1}"), output());
        assertTrue(output().contains("\"message\":\"stopped\"") && output().contains("\"lost_events\":0"), output());
        assertFalse(output().contains("test-key") || output().contains("127.0.0.1"), output());
    }

    @Test
    void sigterm_workerAway_reportsTheLost() throws Exception {
        worker.kill();
        Process process = start(Environments.of(worker.url(), "FORWARDER_FLUSH", "2s"));
        send(20);
        end(process);
        assertTrue(output().contains("\"lost_events\":20"), output());
        assertTrue(output().contains("\"dropped_shutdown\":20"), output());
        assertTrue(output().lines().count() < 12, "a flood of lines: " + output());
    }

    @Test
    void wrongSettings_exit2WithAllMistakes() throws Exception {
        Process process = start(Map.of("UDP_PORT", "x", "FORWARDER_LINGER", "1d"));
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        for (String name :
                List.of("UDP_PORT", "FORWARDER_LINGER", "TELEMETRY_HTTP_ENDPOINT", "TELEMETRY_INGESTION_KEY")) {
            assertTrue(output().contains("  " + name + ": "), output());
        }
    }

    @Test
    void portTaken_exit1WithTheReason() throws Exception {
        try (Forwarder other = new Forwarder(Environments.settings(Environments.of(worker.url())))) {
            String taken = Integer.toString(other.healthPort());
            Process process = start(Environments.of(worker.url(), "HEALTH_PORT", taken));
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(1, process.exitValue());
            assertTrue(output().contains("check that UDP_PORT and HEALTH_PORT are free"), output());
        }
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        Stream.of("UDP_PORT", "TELEMETRY_INGESTION_KEY").forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        // while its worker is away 4 s by its own clock (the flush setting and 2 s), and what a busy machine adds
        assertTrue(process.waitFor(40, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
    }

    private int port(Pattern name) {
        return Integer.parseInt(await().atMost(SOON)
                .until(() -> name.matcher(output()), Matcher::find)
                .group(1));
    }

    /** Until they are taken. */
    private void send(int events) throws IOException {
        InetSocketAddress target = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port(UDP_PORT));
        try (DatagramChannel channel = DatagramChannel.open()) {
            for (int i = 0; i < events; i++) {
                channel.send(ByteBuffer.wrap(Sender.event(i).getBytes(UTF_8)), target);
            }
        }
        URI metrics = URI.create("http://127.0.0.1:" + port(HEALTH_PORT) + "/metrics");
        String taken = "\ntelemetry_forwarder_received_total " + events + "\n";
        await().atMost(SOON).until(() -> page(metrics).contains(taken));
    }

    private static String page(URI url) throws IOException {
        try (InputStream body = url.toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out"), UTF_8);
    }
}
