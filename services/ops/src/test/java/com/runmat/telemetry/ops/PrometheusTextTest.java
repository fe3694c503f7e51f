package com.runmat.telemetry.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests for {@link PrometheusText} and {@link Counters}. */
class PrometheusTextTest {
    @Test
    void page_countersAndGauge_haveHelpAndType() {
        Counters<TestCounter> counters = new Counters<>(TestCounter.class);
        counters.add(TestCounter.DROPPED, 7);
        String page = new PrometheusText("demo_")
                .counters(counters)
                .gauge("waiting_events", "Events that wait.", 2)
                .page();
        String start = page.lines()
                .filter(line -> line.startsWith("process_start"))
                .findFirst()
                .orElseThrow();
        assertTrue(start.matches("process_start_time_seconds \\d{10}\\.\\d{3}"), start);
        assertEquals("""
                # HELP process_start_time_seconds When this process started, in seconds since 1970.
                # TYPE process_start_time_seconds gauge
                %s
                # HELP demo_received_total What came in.
                # TYPE demo_received_total counter
                demo_received_total 0
                # HELP demo_dropped_full_total What found no room\\nin the \\\\ queue.
                # TYPE demo_dropped_full_total counter
                demo_dropped_full_total 7
                # HELP demo_waiting_events Events that wait.
                # TYPE demo_waiting_events gauge
                demo_waiting_events 2
                """.formatted(start), page);
    }
}
