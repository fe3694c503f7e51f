package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for the events of {@code ./telemetry probe}: they arrive, and count as none of the real ones. */
class ProbeEventTest {
    private final PostHogServer posthog = new PostHogServer();
    private final Ga4Server ga4 = new Ga4Server();

    @AfterEach
    void stop() {
        posthog.close();
        ga4.close();
    }

    @ParameterizedTest
    @CsvSource({"probe, udp, 1", "probe, https, 0", "0.6.2, udp, 0"})
    void post_eventOfTheProbeByUdp_isCounted(String release, String transport, long counted) {
        try (TestWorker worker = TestWorker.start(posthog, ga4)) {
            worker.post(event("s", release, transport));
            assertEquals(counted, worker.count(WorkerCounter.PROBE_UDP));
        }
    }

    @Test
    void post_eventOfTheProbe_goesToPostHogAlone_andIntoItsOwnCounters() {
        try (TestWorker worker = TestWorker.start(posthog, ga4)) {
            assertEquals(200, worker.post(probe("a")).statusCode());
            assertEquals(200, worker.post(probe("a")).statusCode());
            posthog.mood(request -> Reply.of(403));
            assertEquals(502, worker.post(probe("b")).statusCode());
            worker.awaitGa4();
            assertEquals("telemetry_probe", posthog.events().get(0).get("event"));
            assertEquals(1, posthog.events().size());
            assertEquals(0, ga4.requests().size());
            assertEquals(
                    Map.of("probe_received", 3L, "probe_accepted", 1L, "probe_duplicate", 1L, "probe_failed", 1L),
                    counted(worker));
        }
    }

    @Test
    void post_eventOfTheProbe_withGa4Alone_isAcceptedAndNotSent() {
        try (TestWorker worker = TestWorker.start(ga4)) {
            assertEquals(200, worker.post(probe("a")).statusCode());
            assertEquals(
                    "{\"ok\":true}",
                    worker.lines(probe("b") + "\n" + event("c", "1.0", "https")).body());
            assertEquals(1, ga4.events().size());
            assertEquals(2, worker.count(WorkerCounter.PROBE_ACCEPTED));
            assertEquals(1, worker.count(WorkerCounter.ACCEPTED));
        }
    }

    /** What is not zero, but for the requests that were sent. */
    private static Map<String, Long> counted(TestWorker worker) {
        return worker.counts().entrySet().stream()
                .filter(entry -> entry.getValue() != 0 && !entry.getKey().equals("posthog_batches"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String probe(String session) {
        return event(session, "probe", "https");
    }

    private static String event(String session, String release, String transport) {
        return """
                {"event_label":"runtime_started","session_id":"%s","run_kind":"benchmark","release":"%s","transport":"%s"}""".formatted(session, release, transport);
    }
}
