package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.delivery.backend.BackEnd;
import com.runmat.telemetry.worker.delivery.backend.Ga4;
import com.runmat.telemetry.worker.delivery.backend.Ga4Target;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.delivery.backend.PostHog;
import com.runmat.telemetry.worker.delivery.backend.PostHogTarget;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where events leave: to PostHog, and to GA4 what PostHog has acknowledged; where PostHog is not configured, to GA4. The outcome
 * is that of the first alone. Thread-safe.
 */
public final class Departures {
    private final Optional<PostHog> posthog;
    private final Optional<Sender> required;
    private final Optional<Beside> beside;

    /** Without any back end every event fails. */
    public Departures(
            Optional<PostHogTarget> posthogTarget,
            Optional<Ga4Target> ga4Target,
            DeliveryLimits limits,
            Counters<WorkerCounter> counters,
            Histograms<WorkerHistogram> histograms) {
        this.posthog = posthogTarget.map(target -> new PostHog(target, limits.batchEvents(), counters));
        Optional<Ga4> ga4 = ga4Target.map(target -> new Ga4(target, counters));
        this.required = posthog.map(backEnd -> required(
                        "posthog", backEnd, limits.posthogRequests(), limits, Tally.posthog(counters, histograms)))
                .or(() -> ga4.map(backEnd ->
                        required("ga4", backEnd, limits.ga4().requests(), limits, Tally.ga4(counters, histograms))));
        this.beside =
                posthog.flatMap(first -> ga4).map(backEnd -> beside(backEnd, limits, Tally.ga4(counters, histograms)));
    }

    private static Sender required(String name, BackEnd backEnd, int requests, DeliveryLimits limits, Tally tally) {
        Map<Lane, LaneTime> times = Map.of(
                Lane.SINGLE, new LaneTime(limits.singleTime(), limits.singleTime()),
                Lane.BATCH, new LaneTime(limits.batchTime(), limits.batchTime()));
        return new Sender(name, backEnd, requests, limits.linger(), times, tally);
    }

    private static Beside beside(Ga4 ga4, DeliveryLimits limits, Tally tally) {
        DeliveryLimits.Ga4Limits bounds = limits.ga4();
        Map<Lane, LaneTime> times = Map.of(Lane.ANSWERED, new LaneTime(bounds.maxAge(), bounds.timeout()));
        return new Beside(
                new Sender("ga4", ga4, bounds.requests(), limits.linger(), times, tally),
                tally,
                new Capacity(bounds.queueEvents(), bounds.queueBytes()));
    }

    /** Adds events, whose outcomes follow from other threads. A probe's event is for PostHog alone: GA4 would count it as a real one. */
    public void add(List<Delivery> deliveries, Lane lane) {
        if (deliveries.isEmpty()) {
            return;
        }
        if (required.isEmpty()) {
            deliveries.forEach(delivery -> delivery.completed(Outcome.UNREACHABLE));
        } else if (posthog.isEmpty()) {
            required.get().add(withoutProbes(deliveries), lane);
        } else {
            required.get().add(beside.map(ga4 -> after(deliveries, ga4)).orElse(deliveries), lane);
        }
    }

    private static List<Delivery> after(List<Delivery> deliveries, Beside ga4) {
        return deliveries.stream().map(ga4::after).toList();
    }

    private static List<Delivery> withoutProbes(List<Delivery> deliveries) {
        Map<Boolean, List<Delivery>> byProbe =
                deliveries.stream().collect(Collectors.partitioningBy(Delivery::fromProbe));
        byProbe.getOrDefault(true, List.of()).forEach(delivery -> delivery.completed(Outcome.DELIVERED));
        return byProbe.getOrDefault(false, List.of());
    }

    /** Events that were answered and are still to go to GA4. */
    public int waitingBeside() {
        return beside.map(Beside::waiting).orElse(0);
    }

    /**
     * Loads what the first event would otherwise wait for: the classes of its way out take longer than the way itself. Nothing
     * is sent to a back end.
     *
     * @param own an address of this worker that may be read
     */
    public void warmUp(Event sample, URI own) {
        posthog.ifPresent(backEnd -> Thread.ofVirtual().start(() -> backEnd.warmUp(sample, own)));
    }

    /** Fails at once everything that has not left. */
    public void giveUp() {
        required.ifPresent(Sender::stop);
        beside.ifPresent(Beside::stop);
    }
}
