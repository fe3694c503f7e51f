package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.Delivery.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers one outcome for each event of a request, in whatever order and on whatever threads they come. */
final class Outcomes {
    private final @Nullable Refusal[] refusals;
    private final AtomicInteger open;
    private final Counters<WorkerCounter> counters;
    private final Consumer<List<@Nullable Refusal>> complete;

    /** @param complete hears, once, the refusal of each event, null for an accepted one */
    Outcomes(int size, Counters<WorkerCounter> counters, Consumer<List<@Nullable Refusal>> complete) {
        this.refusals = new @Nullable Refusal[size];
        this.open = new AtomicInteger(size);
        this.counters = counters;
        this.complete = complete;
    }

    Slot at(int index) {
        return new Slot(index);
    }

    /** The place of one event. */
    final class Slot implements RecentEvents.Waiter {
        private final int index;

        private Slot(int index) {
            this.index = index;
        }

        void refused(Refusal refusal) {
            refusals[index] = refusal;
            close(WorkerCounter.of(refusal));
        }

        @Override
        public void outcome(Outcome outcome, boolean copy) {
            if (outcome == Outcome.DELIVERED) {
                close(copy ? WorkerCounter.DUPLICATE : WorkerCounter.ACCEPTED);
            } else {
                refused(Refusal.FORWARD_FAILED);
            }
        }

        private void close(WorkerCounter counter) {
            counters.increment(counter);
            // the counting down publishes the refusals to whoever counts the last
            if (open.decrementAndGet() == 0) {
                complete.accept(Collections.unmodifiableList(Arrays.asList(refusals)));
            }
        }
    }
}
