package com.runmat.telemetry.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests for {@link PrometheusText}, {@link Counters} and {@link Histograms}. Whether Prometheus likes it is tested with its own program, in local. */
class PrometheusTextTest {
    private static final Build BUILD = new Build("1.2.3", "a\"b");

    private final Counters<TestCounter> counters = new Counters<>(TestCounter.class);
    private final Histograms<TestHistogram> histograms = new Histograms<>(TestHistogram.class);

    @Test
    void page_ofAnyService_beginsWithStartAndBuild() {
        String page = new PrometheusText("demo", BUILD).page();
        assertTrue(page.contains("\nprocess_start_time_seconds 1"), page);
        String info =
                "telemetry_demo_build_info{version=\"1.2.3\",revision=\"a\\\"b\",java=\"" + Runtime.version() + "\"} 1";
        assertTrue(page.lines().anyMatch(info::equals), page);
    }

    @Test
    void counters_ofAFamily_areSeriesOfOneName() {
        counters.add(TestCounter.DROPPED_FULL, 7);
        assertEquals(
                """
                # HELP telemetry_demo_received_total What came in.
                # TYPE telemetry_demo_received_total counter
                telemetry_demo_received_total 0
                # HELP telemetry_demo_dropped_total What was lost\\nin the \\\\ queue.
                # TYPE telemetry_demo_dropped_total counter
                telemetry_demo_dropped_total{reason="full"} 7
                telemetry_demo_dropped_total{reason="late"} 0
                # HELP telemetry_demo_waiting_events Events that wait.
                # TYPE telemetry_demo_waiting_events gauge
                telemetry_demo_waiting_events 2
                """,
                after(new PrometheusText("demo", BUILD)
                        .counters(counters)
                        .gauge("waiting_events", "Events that wait.", 2)));
    }

    @Test
    void histograms_bucketsHoldTheOnesBelow_andABoundBelongsToItsBucket() {
        for (double value : new double[] {0.25, 0.5, 1, 4}) {
            histograms.observe(TestHistogram.AGE_SECONDS, value);
        }
        histograms.observe(TestHistogram.SENT_SECONDS_THERE, 1);
        assertEquals("""
                # HELP telemetry_demo_age_seconds How long it took.
                # TYPE telemetry_demo_age_seconds histogram
                telemetry_demo_age_seconds_bucket{le="0.5"} 2
                telemetry_demo_age_seconds_bucket{le="2.0"} 3
                telemetry_demo_age_seconds_bucket{le="+Inf"} 4
                telemetry_demo_age_seconds_sum 5.75
                telemetry_demo_age_seconds_count 4
                # HELP telemetry_demo_sent_seconds How long it took to go there.
                # TYPE telemetry_demo_sent_seconds histogram
                telemetry_demo_sent_seconds_bucket{to="here",le="0.5"} 0
                telemetry_demo_sent_seconds_bucket{to="here",le="2.0"} 0
                telemetry_demo_sent_seconds_bucket{to="here",le="+Inf"} 0
                telemetry_demo_sent_seconds_sum{to="here"} 0.0
                telemetry_demo_sent_seconds_count{to="here"} 0
                telemetry_demo_sent_seconds_bucket{to="there",le="0.5"} 0
                telemetry_demo_sent_seconds_bucket{to="there",le="2.0"} 1
                telemetry_demo_sent_seconds_bucket{to="there",le="+Inf"} 1
                telemetry_demo_sent_seconds_sum{to="there"} 1.0
                telemetry_demo_sent_seconds_count{to="there"} 1
                """, after(new PrometheusText("demo", BUILD).histograms(histograms)));
    }

    @Test
    void histograms_observeSince_isInSeconds() {
        histograms.observeSince(TestHistogram.AGE_SECONDS, System.nanoTime() - 1_000_000_000L);
        double sum = histograms.reading(TestHistogram.AGE_SECONDS).sum();
        assertTrue(sum >= 1 && sum < 600, () -> "seconds: " + sum);
    }

    /** The page without what every page begins with. */
    private static String after(PrometheusText text) {
        String start = new PrometheusText("demo", BUILD).page();
        assertTrue(text.page().startsWith(start), text::page);
        return text.page().substring(start.length()).lines().collect(Collectors.joining("\n", "", "\n"));
    }
}
