package com.runmat.telemetry.worker.kit;

import com.runmat.telemetry.ops.Counters;
import java.util.Map;
import java.util.TreeMap;

/** What was counted, by name, without what was not. */
public final class Counted {
    private Counted() {}

    public static Map<String, Long> in(Counters<?> counters) {
        Map<String, Long> counted = new TreeMap<>(counters.snapshot());
        counted.values().removeIf(value -> value == 0);
        return counted;
    }
}
