package com.runmat.telemetry.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.client.Installation.Method;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryTest {
    /** What an overloaded machine may add to a wait. */
    private static final Duration SLACK = Duration.ofMillis(1_500);

    @TempDir
    Path home;

    private final Run run = new Run(RunKind.SCRIPT, "0.6.2", true, false);

    /** Another test's thread may still be giving up on its network. */
    @BeforeEach
    void noThreadIsLeft() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !hasThreads());
    }

    @Test
    void send_wholeRun_leavesOnceOnEachPathWithTheSameBytes() {
        try (Collector collector = new Collector()) {
            Telemetry telemetry = start(collector.environment(home.toString()), Drain.ALL);
            telemetry.send(run::started);
            telemetry.send(() -> run.finished().succeeded().build());
            telemetry.close();
            await().until(() -> collector.datagrams.size() == 2);
            assertEquals(collector.bodies(), collector.datagrams);
            var first = collector.requests.get(0);
            assertEquals(new Collector.Request("/ingest", Collector.KEY, "application/json", first.body()), first);
            assertEquals(2, telemetry.count(Count.SENT_HTTPS));
            assertEquals(2, telemetry.count(Count.SENT_UDP));
            assertEquals(0, telemetry.count(Count.DRAIN_TIMED_OUT));
        }
    }

    @Test
    void send_off_makesNoEventNoThreadAndNoFile() {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = collector.environment(home.toString());
            environment.put("DO_NOT_TRACK", "1");
            AtomicBoolean made = new AtomicBoolean();
            Telemetry telemetry = start(environment, Drain.ALL);
            telemetry.send(() -> {
                made.set(true);
                return run.started();
            });
            assertFalse(hasThreads());
            telemetry.close();
            assertFalse(made.get());
            assertEquals(0, telemetry.count(Count.ACCEPTED));
            assertFalse(Files.exists(home.resolve(".runmat")));
        }
    }

    @Test
    void start_on_hasNoThreadAndNoFileBeforeTheFirstEvent() {
        try (Collector collector = new Collector();
                Telemetry telemetry = start(collector.environment(home.toString()), Drain.ALL)) {
            assertTrue(telemetry.decision().on());
            assertFalse(hasThreads());
            assertFalse(Files.exists(home.resolve(".runmat")));
        }
    }

    @Test
    void close_afterEvents_endsTheThread() {
        try (Collector collector = new Collector()) {
            Telemetry telemetry = start(collector.environment(home.toString()), Drain.ALL);
            telemetry.send(run::started);
            assertTrue(hasThreads());
            telemetry.close();
            await().until(() -> !hasThreads());
        }
    }

    @Test
    void send_sameEventTwice_goesOnce() {
        try (Collector collector = new Collector()) {
            Telemetry telemetry = start(collector.environment(home.toString()), Drain.ALL);
            telemetry.send(run::started);
            telemetry.send(run::started);
            telemetry.close();
            assertEquals(1, collector.requests.size());
            assertEquals(1, telemetry.count(Count.REPEATED));
        }
    }

    @Test
    void send_makingTheEventFails_isCountedAndNotThrown() {
        try (Collector collector = new Collector();
                Telemetry telemetry = start(collector.environment(home.toString()), Drain.ALL)) {
            telemetry.send(() -> {
                throw new IllegalStateException("a mistake of the program's");
            });
            assertEquals(1, telemetry.count(Count.NOT_MADE));
        }
    }

    @Test
    void send_afterClose_isCountedAsNotQueued() {
        try (Collector collector = new Collector()) {
            Telemetry telemetry = start(collector.environment(home.toString()), Drain.NONE);
            telemetry.close();
            telemetry.send(run::started);
            assertEquals(1, telemetry.count(Count.NOT_QUEUED));
        }
    }

    @Test
    void send_keyRefused_isCounted() {
        try (Collector collector = new Collector(401)) {
            assertEquals(1, sendStarted(collector).count(Count.REFUSED_HTTPS));
            assertEquals(1, collector.requests.size());
        }
    }

    @Test
    void send_redirected_doesNotFollow() {
        try (Collector collector = new Collector(307)) {
            assertEquals(1, sendStarted(collector).count(Count.REFUSED_HTTPS));
            assertEquals(1, collector.requests.size());
        }
    }

    @Test
    void send_nobodyThere_isCountedAndSilent() {
        Map<String, String> environment;
        try (Collector gone = new Collector()) {
            environment = gone.environment(home.toString());
        }
        environment.put("RUNMAT_TELEMETRY_UDP_ENDPOINT", "no-such-host.invalid:7846");
        Telemetry telemetry = start(environment, Drain.ALL);
        telemetry.send(run::started);
        telemetry.close();
        assertEquals(1, telemetry.count(Count.FAILED_HTTPS));
        assertEquals(1, telemetry.count(Count.FAILED_UDP));
    }

    @Test
    void send_pathOff_usesTheOtherAlone() {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = collector.environment(home.toString());
            environment.put("RUNMAT_TELEMETRY_UDP_ENDPOINT", "off");
            sendStarted(environment);
            assertEquals(1, collector.requests.size());
            environment.put("RUNMAT_TELEMETRY_UDP_ENDPOINT", collector.udpEndpoint());
            environment.put("RUNMAT_TELEMETRY_ENDPOINT", "off");
            sendStarted(environment);
            await().until(() -> collector.datagrams.size() == 1);
            assertEquals(1, collector.requests.size());
        }
    }

    @Test
    void send_1200BytesAndMore_goesByHttpsAlone() {
        String word = "w".repeat(32);
        String code = "MATLAB" + (":" + "U".repeat(61)).repeat(4);
        Event large = new Run(RunKind.BENCHMARK, "0.6.2+0123456789012345678901234567890123456789", true, true)
                .finished()
                .duration(Duration.ofDays(300))
                .failed(code)
                .failure(new FinishedRun.Failure(word, code, true, "desktop", word))
                .device("NVIDIA ".repeat(14), "NVIDIA ".repeat(9), word)
                .executions(1L << 39, 1L << 39, 1L << 39)
                .gpu(new GpuFigures(1L << 39, Duration.ofDays(300), 1L << 49, 1L << 49, 1L << 39, 1L << 39))
                .build();
        assertTrue(
                large.payload("u".repeat(36), "c".repeat(64)).length >= UdpPath.LIMIT, "else this test shows nothing");
        try (Collector collector = new Collector()) {
            Telemetry telemetry = start(collector.environment(home.toString()), Drain.ALL);
            telemetry.send(() -> large);
            telemetry.close();
            assertEquals(1, telemetry.count(Count.TOO_LARGE_FOR_UDP));
            assertEquals(1, collector.requests.size());
            assertEquals(List.of(), collector.datagrams);
        }
    }

    @Test
    void send_idCannotBeStored_goesWithoutOne() throws IOException {
        Files.writeString(home.resolve(".runmat"), "a file in the folder's place");
        try (Collector collector = new Collector()) {
            assertEquals(1, sendStarted(collector).count(Count.WITHOUT_ID));
            assertFalse(collector.bodies().get(0).contains("\"cid\""));
        }
    }

    /** A listener that takes connections into its backlog and never says a word. */
    @Test
    void sendAndClose_networkHangs_waitsNoLongerThanTheRule() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Collector udp = new Collector()) {
            Map<String, String> environment = udp.environment(home.toString());
            environment.put("RUNMAT_TELEMETRY_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort() + "/ingest");
            Duration none = callersTime(environment, Drain.NONE);
            Duration started = callersTime(environment, Drain.STARTED);
            Duration all = callersTime(environment, Drain.ALL);
            System.out.printf(
                    "caller's time while the network hangs: drain none %d, started %d, all %d ms%n",
                    none.toMillis(), started.toMillis(), all.toMillis());
            assertTrue(none.compareTo(SLACK) < 0, none.toString());
            assertTrue(started.compareTo(SLACK.plusMillis(50)) < 0, started.toString());
            assertTrue(all.compareTo(Duration.ofSeconds(2)) >= 0, "it must have waited for the answers: " + all);
            assertTrue(all.toMillis() < Drain.ALL.limitMillis() + SLACK.toMillis(), all.toString());
        }
    }

    @Test
    void send_noAnswer_givesUpAfterTwoSeconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Collector udp = new Collector()) {
            Map<String, String> environment = udp.environment(home.toString());
            environment.put("RUNMAT_TELEMETRY_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort() + "/ingest");
            Telemetry telemetry = sendStarted(environment);
            assertEquals(1, telemetry.count(Count.FAILED_HTTPS));
            assertEquals(0, telemetry.count(Count.DRAIN_TIMED_OUT));
        }
    }

    @Test
    void send_theFiveEventsAgainAndAgain_queuesFive() {
        try (Collector collector = new Collector()) {
            Telemetry telemetry = start(collector.environment(home.toString()), Drain.ALL);
            Installation installation = new Installation(Method.SHELL, "0.6.2");
            for (int i = 0; i < 100; i++) {
                telemetry.send(run::started);
                telemetry.send(() -> run.finished().succeeded().build());
                telemetry.send(installation::start);
                telemetry.send(installation::complete);
                telemetry.send(installation::failed);
            }
            assertEquals(5, telemetry.count(Count.ACCEPTED));
            assertEquals(495, telemetry.count(Count.REPEATED));
            telemetry.close();
            assertEquals(5, collector.requests.size());
        }
    }

    private Duration callersTime(Map<String, String> environment, Drain drain) {
        long start = System.nanoTime();
        Telemetry telemetry = start(environment, drain);
        telemetry.send(run::started);
        telemetry.send(() -> run.finished().succeeded().build());
        telemetry.send(new Installation(Method.SHELL, "0.6.2")::start);
        telemetry.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Telemetry sendStarted(Collector collector) {
        return sendStarted(collector.environment(home.toString()));
    }

    private Telemetry sendStarted(Map<String, String> environment) {
        Telemetry telemetry = start(environment, Drain.ALL);
        telemetry.send(run::started);
        telemetry.close();
        return telemetry;
    }

    private static Telemetry start(Map<String, String> environment, Drain drain) {
        return Telemetry.start(Settings.read(environment, "").withDrain(drain));
    }

    private static boolean hasThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("runmat-telemetry"));
    }
}
