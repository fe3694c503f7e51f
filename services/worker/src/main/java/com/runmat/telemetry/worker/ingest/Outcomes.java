package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers one outcome for each event of a request, in whatever order and on whatever threads they come. An event is known by its
 * place alone: an object for each would be written by one core and read by another.
 */
final class Outcomes implements RecentEvents.Waiter {
    private final @Nullable Refusal[] refusals;
    private final AtomicInteger open;
    private final Counters<WorkerCounter> counters;
    private final Consumer<List<@Nullable Refusal>> complete;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Future<?> expiry;
    private @Nullable BitSet probes;

    /** @param complete hears, once, the refusal of each event, null for an accepted one */
    Outcomes(int size, Counters<WorkerCounter> counters, Consumer<List<@Nullable Refusal>> complete) {
        this.refusals = new @Nullable Refusal[size];
        this.open = new AtomicInteger(size);
        this.counters = counters;
        this.complete = complete;
    }

    /** Refuses the value at this place, which is no event. */
    void refused(int place, Refusal refusal) {
        close(place, refusal, WorkerCounter.of(refusal));
    }

    /** Has the event at this place counted as a probe's; to be called before any outcome is told. */
    void markProbe(int place) {
        BitSet marked = probes == null ? new BitSet(refusals.length) : probes;
        marked.set(place);
        probes = marked;
    }

    private boolean isProbe(int place) {
        return probes != null && probes.get(place);
    }

    /** Each place hears one outcome; for a request with one event, what comes after the first is not heard. */
    @Override
    public void outcome(int place, Outcome outcome, boolean copy) {
        if (refusals.length == 1 && !ended.compareAndSet(false, true)) {
            return;
        }
        cancel(expiry);
        boolean probe = isProbe(place);
        if (!outcome.accepted()) {
            WorkerCounter refused = probe ? WorkerCounter.PROBE_FAILED : WorkerCounter.REFUSED_FORWARD_FAILED;
            close(place, Refusal.FORWARD_FAILED, refused);
        } else if (copy) {
            close(place, null, probe ? WorkerCounter.PROBE_DUPLICATE : WorkerCounter.DUPLICATE);
        } else {
            close(place, null, probe ? WorkerCounter.PROBE_ACCEPTED : WorkerCounter.ACCEPTED);
        }
    }

    private void close(int place, @Nullable Refusal refusal, WorkerCounter counter) {
        refusals[place] = refusal;
        counters.increment(counter);
        // the counting down publishes the refusals to whoever counts the last
        if (open.decrementAndGet() == 0) {
            complete.accept(Collections.unmodifiableList(Arrays.asList(refusals)));
        }
    }

    /** Has the wait of a request with one event end by this timer, which is cancelled with the first outcome. */
    void expiresBy(AnswerTimer timer) {
        if (!ended.get()) {
            Future<?> pending = timer.start(() -> outcome(0, Outcome.EXPIRED, true));
            expiry = pending;
            if (ended.get()) {
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
