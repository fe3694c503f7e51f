package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.worker.delivery.SendQueue.Batch;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the batches of one lane sent as places become free. The more of them are on their way, the longer the next one gathers: a
 * fast back end gets what a linger brings, a slow one gets fewer and larger batches before its places are used up.
 */
final class LaneRunner {
    /** Fifteen times a second at least, whatever is on its way. */
    private static final long LONGEST_LINGER = Duration.ofMillis(66).toNanos();

    private final Lane lane;
    private final LaneTime time;
    private final long linger;
    private final SendQueue queue;
    private final Concurrency concurrency;
    private final Dispatch dispatch;
    private final ExecutorService threads;
    private final AtomicInteger open = new AtomicInteger();
    private final Thread runner;

    LaneRunner(
            Lane lane,
            LaneTime time,
            Duration linger,
            SendQueue queue,
            Concurrency concurrency,
            Dispatch dispatch,
            ExecutorService threads) {
        this.lane = lane;
        this.time = time;
        this.linger = linger.toNanos();
        this.queue = queue;
        this.concurrency = concurrency;
        this.dispatch = dispatch;
        this.threads = threads;
        this.runner =
                Thread.ofPlatform().name(threadName(dispatch, lane)).daemon().start(this::run);
    }

    private static String threadName(Dispatch dispatch, Lane lane) {
        return dispatch.name() + "-" + lane.name().toLowerCase(Locale.ROOT);
    }

    void add(List<Delivery> deliveries) {
        if (!queue.add(deliveries)) {
            dispatch.complete(deliveries, Outcome.SHUTDOWN);
        }
    }

    /** Fails what waits, and whatever is added from now on. */
    void stop() {
        dispatch.complete(queue.close(), Outcome.SHUTDOWN);
        runner.interrupt();
    }

    private void run() {
        try {
            while (true) {
                depart(queue.awaitDue(this::lingerNow));
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private long lingerNow() {
        return Math.max(linger, Math.min(LONGEST_LINGER, linger * (1 + open.get())));
    }

    private void depart(long firstAt) throws InterruptedException {
        Deadline deadline = new Deadline(firstAt + time.whole().toNanos());
        if (deadline.remaining().isZero() || !concurrency.acquire(lane.urgent(), deadline)) {
            long tooOld = System.nanoTime() - time.whole().toNanos();
            dispatch.complete(queue.takeOlder(tooOld), Outcome.EXPIRED);
            return;
        }
        // taken only now, so that whatever came while all places were taken leaves together
        Batch batch = queue.take();
        open.incrementAndGet();
        try {
            threads.execute(() -> send(batch));
        } catch (RejectedExecutionException ending) {
            open.decrementAndGet();
            concurrency.release();
            dispatch.complete(batch.deliveries(), Outcome.SHUTDOWN);
        }
    }

    private void send(Batch batch) {
        long beganAt = System.nanoTime();
        Deadline deadline = new Deadline(batch.firstAtNanos() + time.whole().toNanos())
                .orEarlier(new Deadline(beganAt + time.exchange().toNanos()));
        boolean strained = true;
        try {
            strained = dispatch.send(batch, deadline);
        } finally {
            open.decrementAndGet();
            concurrency.release(beganAt, strained);
        }
    }
}
