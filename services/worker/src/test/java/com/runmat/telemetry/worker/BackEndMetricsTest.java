package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests for what the metrics say of the way to each back end. */
class BackEndMetricsTest {
    @Test
    void metrics_haveASeriesForEachBackEnd() {
        try (PostHogServer posthog = new PostHogServer();
                Ga4Server ga4 = new Ga4Server();
                TestWorker worker = TestWorker.start(posthog, ga4)) {
            worker.lines(Samples.started("ann", 1) + "\n" + Samples.started("bob", 2));
            worker.awaitGa4();
            assertEquals(1, worker.count(WorkerCounter.POSTHOG_BATCHES));
            String page = worker.send(worker.unkeyed("/metrics")
                            .header("x-telemetry-key", TestWorker.KEY)
                            .build())
                    .body();
            for (String name : List.of("back_end_duration_seconds", "queue_age_seconds", "batch_events")) {
                assertHolds(page, name + "_count{back_end=\"posthog\"} 1");
                assertHolds(page, name + "_count{back_end=\"ga4\"} 2");
            }
            assertHolds(page, "batch_events_bucket{back_end=\"posthog\",le=\"1.0\"} 0");
            assertHolds(page, "batch_events_bucket{back_end=\"posthog\",le=\"2.0\"} 1");
            assertHolds(page, "ga4_waiting_events 0");
        }
    }

    private static void assertHolds(String page, String sample) {
        assertTrue(page.contains("\ntelemetry_worker_" + sample + "\n"), () -> sample + " is not in\n" + page);
    }
}
