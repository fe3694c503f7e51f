package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.ops.Metric;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Tests for what can be read from a worker. */
class PagesTest extends RunningWorker {
    @Test
    void get_pages() {
        assertAnswer(200, "{\"ok\":true}", worker.get("/health"));
        assertAnswer(200, "{\"ok\":true}", worker.get("/ready"));
        assertTrue(worker.get("/schema").body().contains("https://json-schema.org/draft/2020-12/schema"));
        assertTrue(worker.get("/").body().contains("| fusion_hit_ratio |"));
        HttpResponse<String> head = worker.send(worker.unkeyed("/health")
                .method("HEAD", BodyPublishers.noBody())
                .build());
        assertAll(() -> assertEquals(200, head.statusCode()), () -> assertEquals("", head.body()));
    }

    @Test
    void get_metrics_wantsTheKeyAndShowsEachCounter() {
        assertAnswer(401, "{\"error\":\"unauthorized\"}", worker.get("/metrics"));
        String page = worker.send(worker.unkeyed("/metrics")
                        .header("x-telemetry-key", TestWorker.KEY)
                        .build())
                .body();
        for (WorkerCounter counter : WorkerCounter.values()) {
            assertTrue(page.contains("\ntelemetry_worker_" + sample(counter) + " "), counter::key);
        }
        assertTrue(page.contains("\ntelemetry_worker_request_duration_seconds_count 1\n"), page);
    }

    private static String sample(WorkerCounter counter) {
        Metric.Family family = counter.series().family();
        String label = family.label().isEmpty()
                ? ""
                : "{" + family.label() + "=\"" + counter.series().value() + "\"}";
        return family.name() + "_total" + label;
    }
}
