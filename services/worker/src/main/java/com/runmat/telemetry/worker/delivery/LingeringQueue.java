package com.runmat.telemetry.worker.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Collects events that leave together: a batch is taken a linger after its first event was added, or earlier once it is full.
 * The taker is woken for the first event and for a full batch only, so that an event costs no thread switch of its own. Not
 * bounded here: the intake admits no more than it has room for. Thread-safe, for one taker.
 */
final class LingeringQueue {
    /** An event and when it was added. */
    private record Entry(Delivery delivery, long atNanos) {}

    private final int maxBatch;
    private final long linger;
    private final Queue<Entry> entries = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    LingeringQueue(int maxBatch, Duration linger) {
        this.maxBatch = maxBatch;
        this.linger = linger.toNanos();
    }

    void add(List<Delivery> deliveries) {
        lock.lock();
        try {
            int before = entries.size();
            long now = System.nanoTime();
            deliveries.forEach(delivery -> entries.add(new Entry(delivery, now)));
            if (before == 0 || (before < maxBatch && entries.size() >= maxBatch)) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next batch, at least one event. */
    Batch take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (entries.isEmpty()) {
                changed.await();
            }
            long first = entries.element().atNanos();
            long left = first + linger - System.nanoTime();
            while (entries.size() < maxBatch && left > 0) {
                left = Math.min(changed.awaitNanos(left), first + linger - System.nanoTime());
            }
            return new Batch(drain(), first);
        } finally {
            lock.unlock();
        }
    }

    private List<Delivery> drain() {
        List<Delivery> batch = new ArrayList<>(Math.min(entries.size(), maxBatch));
        while (batch.size() < maxBatch && !entries.isEmpty()) {
            batch.add(entries.remove().delivery());
        }
        return batch;
    }

    /** Events that leave together, and when the first of them was added by the monotonic clock. */
    record Batch(List<Delivery> deliveries, long firstAtNanos) {}
}
