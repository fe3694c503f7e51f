package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.http.server.Patience;
import com.runmat.telemetry.worker.kit.CapturedLog;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import com.runmat.telemetry.worker.kit.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for the log line that log-based metrics read: how much each counter grew since the last one. */
class CountersLineTest {
    private final PostHogServer posthog = new PostHogServer();
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void stop() {
        log.close();
        posthog.close();
    }

    @Test
    void requestsOfOneInterval_areOneLineAtTheEnd() {
        Map<String, Long> counts = sendAndClose(start(Duration.ofHours(1)), Duration.ZERO);
        assertEquals(1, lines().size());
        assertEquals(counts, sum());
    }

    @Test
    void requestsOfSeveralIntervals_areALineEach_andTheLinesTogetherAreTheCounters() {
        Duration interval = Duration.ofMillis(500);
        long begin = System.nanoTime();
        Map<String, Long> counts = sendAndClose(start(interval), Duration.ofMillis(1700));
        long intervals = (System.nanoTime() - begin) / interval.toNanos();
        // and one as the worker ends
        assertTrue(lines().size() >= 2 && lines().size() <= intervals + 1, () -> lines() + " in " + intervals);
        assertEquals(counts, sum());
    }

    @Test
    void line_holdsNumbersByTheNamesOfCountersAndNothingElse() {
        TestWorker worker = start(Duration.ofHours(1));
        Set<String> names = worker.counts().keySet();
        worker.get("/secret-path");
        sendAndClose(worker, Duration.ZERO);
        Map<String, Object> line = lines().get(0);
        assertEquals(Set.of("severity", "message", "time", "logger", "counters"), line.keySet());
        Tree.asObject(line.getOrDefault("counters", "")).forEach((name, value) -> {
            assertTrue(names.contains(name), name);
            assertTrue(value instanceof Long increase && increase > 0, name);
        });
        for (String secret :
                List.of("1764000001-", "1764000000-", "secret", TestWorker.KEY, PostHogServer.KEY, "127.0.0.1")) {
            assertFalse(log.text().contains(secret), log::text);
        }
    }

    private TestWorker start(Duration interval) {
        Map<String, String> environment =
                TestWorker.environment("POSTHOG_API_KEY", PostHogServer.KEY, "POSTHOG_HOST", posthog.url());
        return TestWorker.of(Worker.start(TestWorker.settings(environment), Patience.STANDARD, interval));
    }

    /** At least ten events; returns the counters that are not 0. */
    private static Map<String, Long> sendAndClose(TestWorker worker, Duration time) {
        long start = System.nanoTime();
        for (int i = 0; i < 10 || System.nanoTime() - start < time.toNanos(); i++) {
            assertEquals(200, worker.post(Samples.started(i)).statusCode());
        }
        worker.close();
        Map<String, Long> counts = new TreeMap<>(worker.counts());
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private List<Map<String, Object>> lines() {
        return log.text()
                .lines()
                .map(Tree::object)
                .filter(line -> "counters".equals(line.get("message")))
                .toList();
    }

    private Map<String, Long> sum() {
        Map<String, Long> sum = new TreeMap<>();
        for (Map<String, Object> line : lines()) {
            Tree.asObject(line.getOrDefault("counters", ""))
                    .forEach((name, value) -> sum.merge(name, (Long) value, Long::sum));
        }
        return sum;
    }
}
