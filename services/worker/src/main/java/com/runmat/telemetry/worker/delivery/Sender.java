package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.worker.delivery.backend.BackEnd;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Brings events to one back end, over lanes that share its concurrency. It knows of no other sender. Thread-safe. */
final class Sender {
    private final BackEnd backEnd;
    private final ExecutorService threads;
    private final Map<Lane, LaneRunner> lanes = new EnumMap<>(Lane.class);

    /**
     * @param name of its threads
     * @param requests open at most
     * @param linger how long the first event waits for others
     */
    Sender(String name, BackEnd backEnd, int requests, Duration linger, Map<Lane, LaneTime> times, Tally tally) {
        this.backEnd = backEnd;
        // a platform thread waits in the socket itself; a virtual one cost six more thread switches a batch
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name(name + "-", 1).factory());
        Concurrency concurrency = new Concurrency(requests);
        Dispatch dispatch = new Dispatch(name, backEnd, tally);
        times.forEach((lane, time) -> {
            SendQueue queue = new SendQueue(backEnd.most(), backEnd::group);
            lanes.put(lane, new LaneRunner(lane, time, linger, queue, concurrency, dispatch, threads));
        });
    }

    /** Adds events, whose outcomes follow from other threads. */
    void add(List<Delivery> deliveries, Lane lane) {
        Objects.requireNonNull(lanes.get(lane)).add(deliveries);
    }

    /** Fails at once everything that has not left, and breaks off what is under way. */
    void stop() {
        lanes.values().forEach(LaneRunner::stop);
        threads.shutdownNow();
        backEnd.close();
    }
}
