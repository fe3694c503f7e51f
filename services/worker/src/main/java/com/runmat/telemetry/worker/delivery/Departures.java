package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.ops.http.HttpPost;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import java.net.URI;
import java.time.Duration;
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

    /** A TCP handshake with a host that is up takes a tenth of this. */
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** Far above what a back end has to say. */
    private static final int MAX_ANSWER = 64 * 1024;

    /** Bounded by the lanes' slots. A platform thread waits in the socket itself; a virtual one cost six more thread switches a batch. */
    private final ExecutorService couriers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("courier-", 1).factory());

    /** For GA4's many small requests. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final HttpPost http = new HttpPost(CONNECT, MAX_ANSWER);
    private final Map<Lane, LaneRunner> lanes = new EnumMap<>(Lane.class);

    /** Without any back end every event fails. */
    public Departures(
            Optional<PostHogTarget> posthog,
            Optional<Ga4Target> ga4,
            DepartureLimits limits,
            Counters<WorkerCounter> counters) {
        Courier courier = courier(
                posthog.map(target -> new PostHog(target, http, counters)),
                ga4.map(target -> new Ga4(target, http, threads, counters)));
        lanes.put(Lane.SINGLE, new LaneRunner("single", courier, limits.singleTime(), limits, couriers));
        lanes.put(Lane.BATCH, new LaneRunner("batch", courier, limits.batchTime(), limits, couriers));
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

    /**
     * Loads what the first event would otherwise wait for: the classes of its way out take longer than the way itself. Nothing
     * is sent to a back end.
     *
     * @param own an address of this worker that may be read
     */
    public void warmUp(Event sample, URI own) {
        threads.execute(() -> {
            GzipBody body = new GzipBody();
            body.add(PostHogProjection.write(sample));
            body.bytes();
            http.warmUp(own, Deadline.in(CONNECT));
        });
    }

    /** Fails at once everything that has not left. */
    public void giveUp() {
        lanes.values().forEach(LaneRunner::stop);
        couriers.shutdownNow();
        threads.shutdownNow();
        http.close();
    }
}
