package com.runmat.telemetry.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.kit.DrippingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each path on its own, with the other sick. */
class PathsTest {
    /** The deadline of 2 s and what a busy machine may add, well below what the sick servers would take. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final Duration BETWEEN_DROPS = Duration.ofMillis(50);

    @TempDir
    Path home;

    private final Run run = new Run(RunKind.SCRIPT, "0.6.2", true, false);

    @Test
    void send_httpsNeverAnswers_everyDatagramLeavesAtOnce() throws Exception {
        try (DrippingServer silent = new DrippingServer("", "", BETWEEN_DROPS);
                Collector collector = new Collector()) {
            Telemetry telemetry = sendRun(environment(collector, "http", silent), Drain.NONE);
            await().until(() -> collector.datagrams.size() == 2);
            assertEquals(2, telemetry.count(Count.SENT_UDP));
            assertEquals(0, telemetry.count(Count.UNDERWAY_UDP));
            assertEquals(
                    2, telemetry.count(Count.UNDERWAY_HTTPS), "while the first request still waits for its answer");
        }
    }

    @Test
    void send_udpNameIsNotKnown_httpsGoes() {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = collector.environment(home.toString());
            environment.put("RUNMAT_TELEMETRY_UDP_ENDPOINT", "no-such-host.invalid:7846");
            Telemetry telemetry = sendRun(environment, Drain.NONE);
            await().until(() -> telemetry.count(Count.SENT_HTTPS) == 2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    silent after connecting | http  | ''              | ''
                    drips a status line     | http  | ''              | H
                    repeats 100 Continue    | http  | ''              | 'HTTP/1.1 100 Continue\\n\\n'
                    drips interim headers   | http  | 'HTTP/1.1 103 Early Hints\\n' | 'x-y: z\\n'
                    drips a TLS handshake   | https | '\\26\\3\\3\\77\\377' | '\\1'
                    """)
    void send_sickServer_endsAfterTheDeadlineAndCounts(String what, String scheme, String once, String drop)
            throws Exception {
        try (DrippingServer sick = new DrippingServer(once.translateEscapes(), drop.translateEscapes(), BETWEEN_DROPS);
                Collector collector = new Collector()) {
            long start = System.nanoTime();
            Telemetry telemetry = Telemetry.start(Settings.read(environment(collector, scheme, sick), ""));
            telemetry.send(run::started);
            await().atMost(DEADLINE).until(() -> telemetry.count(Count.FAILED_HTTPS) == 1);
            assertTrue(System.nanoTime() - start > Duration.ofMillis(1_900).toNanos(), what);
            assertEquals(0, telemetry.count(Count.UNDERWAY_HTTPS));
            await().until(() -> sick.left() == 1);
            telemetry.close();
        }
    }

    @Test
    void send_headersDripAfterTheStatus_theStatusIsEnough() throws Exception {
        try (DrippingServer sick = new DrippingServer("HTTP/1.1 200 OK\n", "x", BETWEEN_DROPS);
                Collector collector = new Collector()) {
            Telemetry telemetry = sendRun(environment(collector, "http", sick), Drain.ALL);
            assertEquals(2, telemetry.count(Count.SENT_HTTPS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH\n", "HTTP/1.1 2OO OK\n", "HTTP/2\n", "\n\n"})
    void send_answerIsNoHttp_isCountedAsFailed(String answer) throws Exception {
        try (DrippingServer sick = new DrippingServer(answer, "", BETWEEN_DROPS);
                Collector collector = new Collector()) {
            Telemetry telemetry = sendRun(environment(collector, "http", sick), Drain.ALL);
            assertEquals(2, telemetry.count(Count.FAILED_HTTPS));
        }
    }

    private Map<String, String> environment(Collector collector, String scheme, DrippingServer https) {
        Map<String, String> environment = collector.environment(home.toString());
        environment.put("RUNMAT_TELEMETRY_ENDPOINT", scheme + "://127.0.0.1:" + https.port() + "/ingest");
        return environment;
    }

    private Telemetry sendRun(Map<String, String> environment, Drain drain) {
        Telemetry telemetry = Telemetry.start(Settings.read(environment, "").withDrain(drain));
        telemetry.send(run::started);
        telemetry.send(() -> run.finished().succeeded().build());
        telemetry.close();
        return telemetry;
    }
}
