package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests for the counters that tell which field's values are left out. */
class UnfitFieldsTest {
    @Test
    void post_valueThatDoesNotFit_isCountedByItsField() {
        List<Field> read = Arrays.stream(Field.values())
                .filter(field -> !field.places().isEmpty())
                .toList();
        try (PostHogServer posthog = new PostHogServer();
                Ga4Server ga4 = new Ga4Server();
                TestWorker worker = TestWorker.start(posthog, ga4)) {
            for (Field field : read) {
                worker.post(bodyWith(field.places().get(0).path()));
                assertEquals(1, worker.count(WorkerCounter.unfit(field)), field.wireName());
            }
            assertEquals(read.size(), worker.count(WorkerCounter.OMITTED_UNFIT_VALUE));
            worker.post("{\"event_label\":\"install_start\",\"os\":\"/home/alice/thesis\"}");
            assertEquals(2, worker.count(WorkerCounter.UNFIT_OS));
            String metrics = worker.send(worker.unkeyed("/metrics")
                            .header("x-telemetry-key", TestWorker.KEY)
                            .build())
                    .body();
            assertTrue(metrics.contains("telemetry_worker_unfit_total{field=\"os\"} 2"), metrics);
        }
    }

    /** A runtime event with an array in the value's place, which fits no field. */
    private static String bodyWith(List<String> path) {
        String value = "[1]";
        for (String name : path.reversed()) {
            value = "{\"" + name + "\":" + value + "}";
        }
        boolean label = path.equals(List.of("event_label"));
        return "{" + (label ? "" : "\"event\":\"runtime_finished\",") + value.substring(1);
    }
}
