package com.runmat.telemetry.ops;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * The counters of a service, all from 0 at its start and never reset. Adding is cheap from any number of threads; a reading
 * taken while others add may miss what is being added.
 *
 * @param <C> the enum of the service's counters
 */
public final class Counters<C extends Enum<C> & Counter> {
    private final Map<C, LongAdder> values;

    public Counters(Class<C> type) {
        values = new EnumMap<>(type);
        for (C counter : type.getEnumConstants()) {
            values.put(counter, new LongAdder());
        }
    }

    public void increment(C counter) {
        adder(counter).increment();
    }

    public void add(C counter, long amount) {
        adder(counter).add(amount);
    }

    public long value(C counter) {
        return adder(counter).sum();
    }

    /** Every counter by key, in the order of the enum. */
    public Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new LinkedHashMap<>();
        values.forEach((counter, value) -> snapshot.put(counter.key(), value.sum()));
        return Collections.unmodifiableMap(snapshot);
    }

    void forEach(BiConsumer<Counter, Long> reader) {
        values.forEach((counter, value) -> reader.accept(counter, value.sum()));
    }

    private LongAdder adder(C counter) {
        return Objects.requireNonNull(values.get(counter));
    }
}
