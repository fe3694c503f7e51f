package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client costs its caller at the start of a fresh JVM, which has none of the client's classes loaded. Prints its figures. */
class StartCostTest {
    private static final int RUNS = 11;

    /**
     * The goal is 5 ms on a machine of its own; on one that builds and tests at the same time, class loading takes two to three times
     * as long. One lambda, HTTP client or random UUID too many on the caller's way costs more than what is left.
     */
    private static final long MOST_CPU_US = 15_000;

    @TempDir
    Path home;

    @Test
    void startAndSend_freshProcess_costsTheCallerLittle() throws Exception {
        try (Collector collector = new Collector()) {
            long on = best("on", collector.environment(home.toString()));
            Map<String, String> optedOut = collector.environment(home.toString());
            optedOut.put("RUNMAT_NO_TELEMETRY", "1");
            long off = best("off", optedOut);
            assertTrue(on < MOST_CPU_US && off < MOST_CPU_US, "on " + on + " µs, off " + off + " µs");
        }
    }

    private static long best(String name, Map<String, String> environment) throws IOException, InterruptedException {
        List<Long> cpu = new ArrayList<>();
        List<Long> clock = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Child child = Child.run(environment, Child.java(StartCost.class));
            assertEquals(0, child.code(), child.out());
            String[] figures = child.out().strip().split(" ", -1);
            cpu.add(Long.valueOf(figures[0]));
            clock.add(Long.valueOf(figures[1]));
        }
        Collections.sort(cpu);
        Collections.sort(clock);
        System.out.printf(
                "start cost, telemetry %s: CPU best %d, median %d µs; clock best %d, median %d µs%n",
                name, cpu.get(0), cpu.get(RUNS / 2), clock.get(0), clock.get(RUNS / 2));
        return cpu.get(0);
    }
}
