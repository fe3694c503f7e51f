package com.runmat.telemetry.forwarder.queue;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The batch that is being filled, and the buffers of some that have had their end, which the next ones are filled into: so that
 * under load the heap is hardly touched. Owned by the queue, and used under its lock.
 */
final class Filling {
    private static final int SMALLEST_BATCH = 4096;

    /** As many as are on their way at a high rate; further ones are left to the collector. */
    private static final int SPARE_BATCHES = 4;

    private final QueueLimits limits;
    private final ArrayDeque<Batch> spare = new ArrayDeque<>();
    private Batch open = new Batch(SMALLEST_BATCH);

    Filling(QueueLimits limits) {
        this.limits = limits;
    }

    /** Takes a copy of one event; a batch that becomes full by it, or would, goes to {@code full}. */
    void add(Batch fresh, int event, Consumer<Batch> full) {
        if (!open.isEmpty() && open.length() + fresh.size(event) > limits.batchBytes()) {
            full.accept(next());
        }
        open.add(fresh, event);
        if (open.events() >= limits.batchEvents() || open.length() >= limits.batchBytes()) {
            full.accept(next());
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    int events() {
        return open.events();
    }

    /** When its first event arrived; there is one. */
    long since() {
        return open.arrivedNanos(0);
    }

    /** What it holds; it is empty afterwards, with as much room as before. */
    Batch next() {
        Batch last = open;
        open = spare.isEmpty() ? new Batch(Math.max(SMALLEST_BATCH, last.length())) : spare.pop();
        return last;
    }

    /** A batch that nobody uses any more. */
    void giveBack(Batch batch) {
        if (spare.size() < SPARE_BATCHES) {
            batch.clear();
            spare.push(batch);
        }
    }

    void clear() {
        open.clear();
    }
}
