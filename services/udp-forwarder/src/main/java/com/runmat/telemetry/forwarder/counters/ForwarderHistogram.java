package com.runmat.telemetry.forwarder.counters;

import com.runmat.telemetry.ops.Histogram;
import java.util.List;
import java.util.Locale;

/** What the forwarder measures. */
public enum ForwarderHistogram implements Histogram {
    REQUEST_DURATION_SECONDS("Duration of requests to the worker, failed ones included."),
    QUEUE_AGE_SECONDS("Time events spent in the queue, and may have spent in a socket, before they were first sent."),
    BATCH_EVENTS("Events per request.");

    private final String meaning;

    ForwarderHistogram(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public List<Double> bounds() {
        return switch (this) {
            case REQUEST_DURATION_SECONDS -> SECONDS;
            case QUEUE_AGE_SECONDS -> WAITING_SECONDS;
            case BATCH_EVENTS -> Histogram.BATCH_EVENTS;
        };
    }
}
