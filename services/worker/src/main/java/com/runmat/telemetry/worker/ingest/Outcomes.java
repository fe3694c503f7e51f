package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** Refuses the value at this place, which is no event. */
    void refused(int index, Refusal refusal) {
        close(index, refusal, WorkerCounter.of(refusal));
    }

    Slot at(int index, Event event) {
        return new Slot(index, event.fromProbe());
    }

    private void close(int index, @Nullable Refusal refusal, WorkerCounter counter) {
        refusals[index] = refusal;
        counters.increment(counter);
        // the counting down publishes the refusals to whoever counts the last
        if (open.decrementAndGet() == 0) {
            complete.accept(Collections.unmodifiableList(Arrays.asList(refusals)));
        }
    }

    /** The place of one event. What comes after its first outcome is not heard. */
    final class Slot implements RecentEvents.Waiter {
        private final int index;
        private final boolean probe;
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile @Nullable Future<?> expiry;

        private Slot(int index, boolean probe) {
            this.index = index;
            this.probe = probe;
        }

        @Override
        public void outcome(Outcome outcome, boolean copy) {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            cancel(expiry);
            if (!outcome.accepted()) {
                WorkerCounter refused = probe ? WorkerCounter.PROBE_FAILED : WorkerCounter.REFUSED_FORWARD_FAILED;
                close(index, Refusal.FORWARD_FAILED, refused);
            } else if (copy) {
                close(index, null, probe ? WorkerCounter.PROBE_DUPLICATE : WorkerCounter.DUPLICATE);
            } else {
                close(index, null, probe ? WorkerCounter.PROBE_ACCEPTED : WorkerCounter.ACCEPTED);
            }
        }

        /** Has the wait end by this timer, which is cancelled with the first outcome. */
        void expiresBy(AnswerTimer timer) {
            if (!closed.get()) {
                Future<?> pending = timer.start(() -> outcome(Outcome.EXPIRED, true));
                expiry = pending;
                if (closed.get()) {
                    cancel(pending);
                }
            }
        }

        private static void cancel(@Nullable Future<?> pending) {
            if (pending != null) {
                pending.cancel(false);
            }
        }
    }
}
