package com.runmat.telemetry.worker.counters;

import com.runmat.telemetry.ops.Histogram;
import java.util.List;
import java.util.Locale;

/** What the worker measures. */
public enum WorkerHistogram implements Histogram {
    REQUEST_DURATION_SECONDS("Duration of requests from clients, refused ones included."),
    BACK_END_DURATION_SECONDS_POSTHOG("Time to deliver a batch to PostHog, retries and pauses included."),
    BACK_END_DURATION_SECONDS_GA4("Time to deliver a batch to GA4, retries and pauses included."),
    QUEUE_AGE_SECONDS_POSTHOG("Time the first event of a batch waited before it was sent to PostHog."),
    QUEUE_AGE_SECONDS_GA4("Time the first event of a batch waited before it was sent to GA4."),
    BATCH_EVENTS_POSTHOG("Events per batch sent to PostHog."),
    BATCH_EVENTS_GA4("Events per batch sent to GA4, all of one client.");

    private static final String BACK_END = "back_end";
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "back_end_duration_seconds",
                    BACK_END,
                    "Time to deliver a batch to a back end, retries and pauses included."),
            new Family("queue_age_seconds", BACK_END, "Time the first event of a batch waited before it was sent."),
            new Family("batch_events", BACK_END, "Events per batch."));

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
        return switch (this) {
            case QUEUE_AGE_SECONDS_POSTHOG, QUEUE_AGE_SECONDS_GA4 -> WAITING_SECONDS;
            case BATCH_EVENTS_POSTHOG, BATCH_EVENTS_GA4 -> BATCH_EVENTS;
            default -> SECONDS;
        };
    }

    @Override
    public List<Family> families() {
        return FAMILIES;
    }
}
