package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.worker.delivery.Delivery.Outcome;
import com.runmat.telemetry.worker.delivery.LingeringQueue.Batch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends the batches of one lane, a bounded number of them at the same time. */
final class LaneRunner {
    private final LingeringQueue queue;
    private final Courier courier;
    private final Duration time;
    private final Semaphore slots;
    private final ExecutorService threads;
    private final Thread runner;

    /** @param time from an event's arrival to its outcome */
    LaneRunner(String name, Courier courier, Duration time, DepartureLimits limits, ExecutorService threads) {
        this.queue = new LingeringQueue(limits.batchEvents(), limits.linger());
        this.courier = courier;
        this.time = time;
        this.slots = new Semaphore(limits.inFlight());
        this.threads = threads;
        this.runner = Thread.ofPlatform().name("departures-" + name).daemon().start(this::run);
    }

    void add(List<Delivery> deliveries) {
        queue.add(deliveries);
    }

    void stop() {
        runner.interrupt();
    }

    private void run() {
        try {
            while (true) {
                depart(queue.take());
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void depart(Batch batch) throws InterruptedException {
        Deadline deadline = new Deadline(batch.firstAtNanos() + time.toNanos());
        boolean slot = false;
        try {
            slot = slots.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            if (slot) {
                threads.execute(() -> deliver(batch, deadline));
            }
        } catch (RejectedExecutionException ending) {
            slot = false;
        } finally {
            if (!slot) {
                batch.deliveries().forEach(delivery -> delivery.completed(Outcome.FAILED));
            }
        }
    }

    private void deliver(Batch batch, Deadline deadline) {
        try {
            courier.deliver(batch.deliveries(), deadline);
        } finally {
            slots.release();
        }
    }
}
