package com.runmat.telemetry.ops;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One warning that may happen often: the first is logged at once, then at most one a minute, with the number of
 * {@code occurrences} since the last line. So a million failures are a line a minute and not a flood. Hold one for each
 * warning. Thread-safe.
 */
public final class LimitedLog {
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final Log log;
    private final LongSupplier nanoTime;
    private long occurrences;
    private long next;

    public LimitedLog(Log log) {
        this(log, System::nanoTime);
    }

    LimitedLog(Log log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    public void warning(String message) {
        warning(message, Map.of());
    }

    public void warning(String message, Map<String, ?> fields) {
        long count = due();
        if (count > 0) {
            Map<String, Object> all = new LinkedHashMap<>(fields);
            all.put("occurrences", count);
            log.warning(message, all);
        }
    }

    private synchronized long due() {
        occurrences++;
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            return 0;
        }
        next = now + INTERVAL;
        long count = occurrences;
        occurrences = 0;
        return count;
    }
}
