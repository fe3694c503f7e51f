package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prometheus' own word on what both services show of themselves, as they are deployed. */
@Timeout(180)
class MetricsTest {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final String EVENT = "{\"event_label\":\"install_start\",\"os\":\"linux\",\"shoe_size\":44}";

    @Test
    void pages_afterTraffic_passPromtoolWithoutAWord() throws Exception {
        assumeTrue(
                Files.isExecutable(PROMTOOL) || "true".equals(System.getenv("CI")),
                "promtool is not installed (Debian: prometheus), so the metrics were not checked here");
        try (Deployed deployed = Deployed.start(Map.of())) {
            assertEquals(200, deployed.https(EVENT).statusCode());
            assertEquals(400, deployed.https("no JSON").statusCode());
            deployed.udp(EVENT);
            deployed.udp("no JSON");
            await().atMost(Duration.ofSeconds(60)).until(() -> delivered(deployed, 1));
            String worker = deployed.workerMetrics();
            String forwarder = deployed.forwarderMetrics();
            assertAll(
                    () -> assertEquals("", promtool(worker)),
                    () -> assertEquals("", promtool(forwarder)),
                    () -> assertSample(worker, "telemetry_worker_refused_total{reason=\"invalid_json\"} 1"),
                    () -> assertSample(worker, "telemetry_worker_omitted_total{class=\"unknown_event_field\"} 2"),
                    () -> assertSample(worker, "telemetry_worker_build_info{version=\"1.0.0\",revision=\"unreleased\""),
                    () -> assertSample(forwarder, "telemetry_forwarder_dropped_total{reason=\"malformed\"} 1"),
                    () -> assertSample(forwarder, "telemetry_forwarder_queue_age_seconds_count 1"),
                    () -> assertSample(
                            forwarder, "telemetry_forwarder_build_info{version=\"1.0.0\",revision=\"unreleased\""));
        }
    }

    /** The same look at a page with faults must find them, else it proves nothing. */
    @Test
    void promtool_counterWithoutTotal_complains() throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL) || "true".equals(System.getenv("CI")), "promtool is not installed");
        assertTrue(promtool("# TYPE shoes counter\nshoes 1\n").contains("shoes"));
    }

    private static boolean delivered(Deployed deployed, long count) throws IOException, InterruptedException {
        return Objects.equals(deployed.forwarderCounters().get("delivered"), count);
    }

    private static void assertSample(String page, String start) {
        assertTrue(page.lines().anyMatch(line -> line.startsWith(start)), () -> start + " is not in\n" + page);
    }

    /** What it says, together with a code other than 0. */
    private static String promtool(String page) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(page.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return code == 0 ? said : said + "exit code " + code;
    }
}
