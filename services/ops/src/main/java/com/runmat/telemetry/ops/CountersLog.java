package com.runmat.telemetry.ops;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Logs how much the counters grew since the last line, as {@code "message":"counters","counters":{name:increase,…}}, for
 * log-based metrics. Counters that stand still are left out, and so is the line when all do. It has no thread of its own, as
 * Cloud Run gives no CPU between requests: whoever works calls {@link #writeIfDue()}. Thread-safe.
 */
public final class CountersLog {
    private final Counters<?> counters;
    private final Log log;
    private final long interval;
    private final LongSupplier nanoTime;
    private Map<String, Long> last;
    private volatile long next;

    public CountersLog(Counters<?> counters, Log log, Duration interval) {
        this(counters, log, interval, System::nanoTime);
    }

    CountersLog(Counters<?> counters, Log log, Duration interval, LongSupplier nanoTime) {
        this.counters = counters;
        this.log = log;
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
        this.last = counters.snapshot();
        this.next = nanoTime.getAsLong() + this.interval;
    }

    /** Writes unless the last line is younger than the interval; then it costs one look at the clock. */
    public void writeIfDue() {
        if (isDue()) {
            write();
        }
    }

    /** Whether the last line is as old as the interval. */
    public boolean isDue() {
        return nanoTime.getAsLong() - next >= 0;
    }

    /** Writes at once; a service calls this as the last thing before it ends. */
    public synchronized void write() {
        next = nanoTime.getAsLong() + interval;
        Map<String, Long> now = counters.snapshot();
        Map<String, Long> increases = new LinkedHashMap<>();
        now.forEach((key, value) -> {
            long increase = value - last.getOrDefault(key, 0L);
            if (increase != 0) {
                increases.put(key, increase);
            }
        });
        last = now;
        if (!increases.isEmpty()) {
            log.info("counters", Map.of("counters", increases));
        }
    }
}
