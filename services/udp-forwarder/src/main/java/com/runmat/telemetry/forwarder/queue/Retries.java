package com.runmat.telemetry.forwarder.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Batches that came back, in the order in which their delays are over. Owned by the queue, and used under its lock. */
final class Retries {
    /** {@link System#nanoTime()} may overflow: only differences tell which is earlier. */
    private static final long EPOCH = System.nanoTime();

    private final PriorityQueue<Batch> batches =
            new PriorityQueue<>(Comparator.comparingLong(batch -> batch.notBeforeNanos() - EPOCH));

    void add(Batch batch) {
        batches.add(batch);
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Those that no try can have delivered. */
    int undeliveredEvents() {
        return batches.stream()
                .filter(batch -> !batch.isUnanswered())
                .mapToInt(Batch::events)
                .sum();
    }

    /** Until the first may go, negative where it might have gone; {@link Long#MAX_VALUE} where there is none. */
    long nanosToFirst(long now) {
        return batches.isEmpty() ? Long.MAX_VALUE : batches.element().notBeforeNanos() - now;
    }

    boolean isDue(long now) {
        return nanosToFirst(now) <= 0;
    }

    /** The first; there is one. */
    Batch remove() {
        return batches.remove();
    }

    /** All may go now. */
    void hurry(long now) {
        List<Batch> all = new ArrayList<>(batches);
        batches.clear();
        all.forEach(batch -> batch.hurry(now));
        batches.addAll(all);
    }

    void clear() {
        batches.clear();
    }
}
