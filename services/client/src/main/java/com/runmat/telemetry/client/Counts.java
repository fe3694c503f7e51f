package com.runmat.telemetry.client;

import java.util.EnumMap;
import java.util.Map;

/** One number for each {@link Count}. Thread-safe. */
final class Counts {
    private final Map<Count, Long> numbers = new EnumMap<>(Count.class);

    synchronized void add(Count count) {
        numbers.put(count, of(count) + 1);
    }

    synchronized long of(Count count) {
        return numbers.getOrDefault(count, 0L);
    }
}
