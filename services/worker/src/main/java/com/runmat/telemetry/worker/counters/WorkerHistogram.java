package com.runmat.telemetry.worker.counters;

import com.runmat.telemetry.ops.Histogram;
import java.util.List;
import java.util.Locale;

/** What the worker measures. */
public enum WorkerHistogram implements Histogram {
    REQUEST_DURATION_SECONDS("Duration of requests from clients, refused ones included.");

    private final String key = name().toLowerCase(Locale.ROOT);
    private final String meaning;

    WorkerHistogram(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public List<Double> bounds() {
        return SECONDS;
    }
}
