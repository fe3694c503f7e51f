package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.TestWorker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for the count by which {@code ./telemetry probe} sees that its datagram arrived. */
class ProbeEventTest {
    @ParameterizedTest
    @CsvSource({"probe, udp, 1", "probe, https, 0", "0.6.2, udp, 0"})
    void post_eventOfTheProbeByUdp_isCounted(String release, String transport, long counted) {
        String event = """
                {"event_label":"runtime_started","session_id":"s","run_kind":"benchmark","release":"%s","transport":"%s"}""".formatted(release, transport);
        try (PostHogServer posthog = new PostHogServer();
                Ga4Server ga4 = new Ga4Server();
                TestWorker worker = TestWorker.start(posthog, ga4)) {
            worker.post(event);
            assertEquals(counted, worker.count(WorkerCounter.PROBE_UDP));
            assertEquals(1, worker.count(WorkerCounter.RECEIVED));
        }
    }
}
