package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.worker.delivery.SendQueue.Batch;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the batches of one lane sent as places become free, each by the thread that took it: one thread waits for the next batch at
 * any time, and before the last one leaves another is started. The more of them are on their way, the longer the next one gathers: a
 * fast back end gets what a linger brings, a slow one gets fewer and larger batches before its places are used up.
 */
final class LaneRunner {
    /** Fifteen times a second at least, whatever is on its way. */
    private static final long LONGEST_LINGER = Duration.ofMillis(66).toNanos();

    /** Added to the linger by each batch on its way: at the usual 2 ms one that takes a second is followed by about fifteen others. */
    private static final double LINGERS_EACH = 2.5;

    /** Threads that sleep for the next batches; two take turns where a back end answers at once, and none has to be started. */
    private static final int SLEEPERS = 2;

    private final Lane lane;
    private final LaneTime time;
    private final long linger;
    private final SendQueue queue;
    private final Concurrency concurrency;
    private final Dispatch dispatch;
    private final ExecutorService threads;
    private final AtomicInteger open = new AtomicInteger();

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
        threads.execute(this::run);
    }

    void add(List<Delivery> deliveries) {
        if (!queue.add(deliveries)) {
            dispatch.complete(deliveries, Outcome.SHUTDOWN);
        }
    }

    /** Fails what waits, and whatever is added from now on. */
    void stop() {
        dispatch.complete(queue.close(), Outcome.SHUTDOWN);
    }

    private void run() {
        try {
            do {
                depart(queue.awaitDue(this::lingerNow));
            } while (queue.sleepers() < SLEEPERS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private long lingerNow() {
        return Math.max(linger, Math.min(LONGEST_LINGER, (long) (linger * (1 + LINGERS_EACH * open.get()))));
    }

    private void depart(long firstAt) throws InterruptedException {
        long untilTurn = time.untilTurn().toNanos();
        Deadline turn = new Deadline(firstAt + untilTurn);
        if (turn.remaining().isZero() || !concurrency.acquire(lane.urgent(), turn)) {
            dispatch.complete(queue.takeOlder(System.nanoTime() - untilTurn), Outcome.EXPIRED);
            return;
        }
        // taken only now, so that whatever came while all places were taken leaves together
        Batch batch = queue.take();
        open.incrementAndGet();
        if (queue.sleepers() == 0) {
            startAnother();
        }
        send(batch);
    }

    private void startAnother() {
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException ending) {
            // nothing is left to wait for
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
