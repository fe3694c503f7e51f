package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where events leave: those of concurrent requests together, over two lanes, so that nobody who waits two seconds stands behind
 * somebody who waits ten. Thread-safe.
 */
public final class Departures {
    /** Who is waiting for the answer, and so how long it may take. */
    public enum Lane {
        /** A client with one event. */
        SINGLE,
        /** A forwarder with many. */
        BATCH
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Lane, LaneRunner> lanes = new EnumMap<>(Lane.class);

    /** Without any back end every event fails. */
    public Departures(
            Optional<PostHogTarget> posthog,
            Optional<Ga4Target> ga4,
            DepartureLimits limits,
            Counters<WorkerCounter> counters) {
        HttpPost http = new HttpPost();
        Courier courier = courier(
                posthog.map(target -> new PostHog(target, http, counters)),
                ga4.map(target -> new Ga4(target, http, threads, counters)));
        lanes.put(Lane.SINGLE, new LaneRunner("single", courier, limits.singleTime(), limits, threads));
        lanes.put(Lane.BATCH, new LaneRunner("batch", courier, limits.batchTime(), limits, threads));
    }

    private static Courier courier(Optional<BackEnd> posthog, Optional<BackEnd> ga4) {
        BackEnd required = posthog.or(() -> ga4).orElse(BackEnd.NONE);
        return new Courier(required, posthog.isPresent() ? ga4 : Optional.empty());
    }

    /** Adds events, whose outcomes follow from other threads. */
    public void add(List<Delivery> deliveries, Lane lane) {
        if (!deliveries.isEmpty()) {
            Objects.requireNonNull(lanes.get(lane)).add(deliveries);
        }
    }

    /** Fails at once everything that has not left. */
    public void giveUp() {
        lanes.values().forEach(LaneRunner::stop);
        threads.shutdownNow();
    }
}
