package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.List;
import java.util.Map;

/**
 * Counts and measures what goes to one back end; a probe's events are not among what is counted.
 *
 * @param counted the counters of each outcome
 */
record Tally(
        Counters<WorkerCounter> counters,
        Map<Outcome, List<WorkerCounter>> counted,
        Histograms<WorkerHistogram> histograms,
        WorkerHistogram duration,
        WorkerHistogram age,
        WorkerHistogram size) {
    /** PostHog is required: why events failed there stands in the log and in its other counters. */
    static Tally posthog(Counters<WorkerCounter> counters, Histograms<WorkerHistogram> histograms) {
        List<WorkerCounter> failed = List.of(WorkerCounter.POSTHOG_FAILED);
        return new Tally(
                counters,
                Map.of(
                        Outcome.DELIVERED, List.of(WorkerCounter.POSTHOG_DELIVERED),
                        Outcome.REFUSED, failed,
                        Outcome.UNREACHABLE, failed,
                        Outcome.UNANSWERED, failed,
                        Outcome.EXPIRED, failed,
                        Outcome.SHUTDOWN, failed,
                        Outcome.INTERNAL, failed),
                histograms,
                WorkerHistogram.BACK_END_DURATION_SECONDS_POSTHOG,
                WorkerHistogram.QUEUE_AGE_SECONDS_POSTHOG,
                WorkerHistogram.BATCH_EVENTS_POSTHOG);
    }

    static Tally ga4(Counters<WorkerCounter> counters, Histograms<WorkerHistogram> histograms) {
        return new Tally(
                counters,
                Map.of(
                        Outcome.DELIVERED, List.of(WorkerCounter.GA4_DELIVERED),
                        Outcome.UNCONFIRMED, List.of(WorkerCounter.GA4_UNCONFIRMED),
                        Outcome.REFUSED, lost(WorkerCounter.GA4_LOST_REFUSED),
                        Outcome.UNREACHABLE, lost(WorkerCounter.GA4_LOST_UNREACHABLE),
                        Outcome.QUEUE_FULL, lost(WorkerCounter.GA4_LOST_QUEUE_FULL),
                        Outcome.EXPIRED, lost(WorkerCounter.GA4_LOST_EXPIRED),
                        Outcome.SHUTDOWN, lost(WorkerCounter.GA4_LOST_SHUTDOWN),
                        Outcome.INTERNAL, lost(WorkerCounter.GA4_LOST_INTERNAL)),
                histograms,
                WorkerHistogram.BACK_END_DURATION_SECONDS_GA4,
                WorkerHistogram.QUEUE_AGE_SECONDS_GA4,
                WorkerHistogram.BATCH_EVENTS_GA4);
    }

    private static List<WorkerCounter> lost(WorkerCounter reason) {
        return List.of(WorkerCounter.GA4_FAILED, reason);
    }

    /** A batch leaves. */
    void leaves(int events, long firstAtNanos) {
        histograms.observe(size, events);
        histograms.observeSince(age, firstAtNanos);
    }

    /** A batch has come to its end at the back end. */
    void ended(long beganAtNanos) {
        histograms.observeSince(duration, beganAtNanos);
    }

    /** So many events, none of them a probe's, have come to this end. */
    void count(Outcome outcome, int events) {
        if (events > 0) {
            counted.getOrDefault(outcome, List.of()).forEach(counter -> counters.add(counter, events));
        }
    }
}
