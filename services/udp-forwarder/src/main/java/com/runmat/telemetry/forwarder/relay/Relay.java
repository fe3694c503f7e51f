package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.counters.ForwarderHistogram;
import com.runmat.telemetry.forwarder.key.IngestionKey;
import com.runmat.telemetry.forwarder.queue.Batch;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Takes batches from the queue, sends them, and gives each event its end: delivered, dropped for a reason, or back to the queue
 * with a delay. Run it on as many threads as requests may be in flight; it returns when the queue is closed.
 *
 * <p>A 400 or 413 for a batch of several does not say which event is to blame, so the batch is halved down to the culprit: the
 * halves go on the list of what is still to be sent, and so does a batch for which a 401 brought another key. When the key is
 * the same, the events are dropped as the contract says.
 */
public final class Relay implements Runnable {
    private static final Log LOG = Log.of(Relay.class);
    private static final LimitedLog UNREACHED = new LimitedLog(LOG);
    private static final LimitedLog REFUSED = new LimitedLog(LOG);
    private static final LimitedLog NO_KEY = new LimitedLog(LOG);
    private static final LimitedLog FAILED = new LimitedLog(LOG);

    private static final double NANOS = 1e9;

    private final EventQueue queue;
    private final Worker worker;
    private final IngestionKey key;
    private final Histograms<ForwarderHistogram> histograms;
    private final Backoff backoff;
    private final Availability availability;

    /** Waits at most {@code maxBackoff} between two tries, unless the worker asks for more. */
    public Relay(
            EventQueue queue,
            Worker worker,
            IngestionKey key,
            Histograms<ForwarderHistogram> histograms,
            Duration maxBackoff) {
        this.queue = queue;
        this.worker = worker;
        this.key = key;
        this.histograms = histograms;
        this.backoff = new Backoff(maxBackoff);
        this.availability = new Availability(queue, backoff);
    }

    @Override
    public void run() {
        try {
            for (Batch batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                observeAges(batch);
                deliver(batch);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Events of one burst arrived at one time, and are observed together. */
    private void observeAges(Batch batch) {
        long now = System.nanoTime();
        int events = batch.tries() == 0 ? batch.events() : 0;
        int next;
        for (int event = 0; event < events; event = next) {
            long arrived = batch.arrivedNanos(event);
            next = event + 1;
            while (next < events && batch.arrivedNanos(next) == arrived) {
                next++;
            }
            histograms.observe(ForwarderHistogram.QUEUE_AGE_SECONDS, (now - arrived) / NANOS, next - event);
        }
    }

    private void deliver(Batch batch) throws InterruptedException {
        Deque<Batch> toSend = new ArrayDeque<>();
        toSend.push(batch);
        while (!toSend.isEmpty()) {
            send(toSend.pop(), toSend);
        }
    }

    /** A defect must not end the thread and hold the batch for ever: it counts as a try that failed, and so has an end. */
    private void send(Batch batch, Deque<Batch> toSend) throws InterruptedException {
        long startedAt = System.nanoTime();
        try {
            Secret current = key.current();
            switch (worker.post(batch, current)) {
                case Answer.Accepted all -> accepted(batch);
                case Answer.Partly some -> partly(batch, some.statuses());
                case Answer.Refused refused -> refused(batch, refused.status(), current, toSend);
                case Answer.Retry retry -> unreached(batch, retry, startedAt);
            }
        } catch (IOException noKey) {
            NO_KEY.warning("cannot read the ingestion key: events are kept until it can be read");
            retry(batch, Duration.ZERO, startedAt);
        } catch (RuntimeException defect) {
            FAILED.warning(
                    "sending a batch failed unexpectedly: it will be retried",
                    Map.of("class", defect.getClass().getName()));
            batch.leftUnanswered();
            retry(batch, Duration.ZERO, startedAt);
        }
    }

    private void accepted(Batch batch) {
        availability.succeeded();
        queue.settle(batch, ForwarderCounter.DELIVERED);
    }

    private void unreached(Batch batch, Answer.Retry retry, long startedAt) {
        UNREACHED.warning("the worker did not accept a batch: it will be retried", Map.of("status", retry.status()));
        retry(batch, retry.after(), startedAt);
    }

    private void retry(Batch batch, Duration after, long startedAt) {
        availability.failed(startedAt, after);
        putBack(batch);
    }

    private void refused(Batch batch, int status, Secret sentKey, Deque<Batch> toSend)
            throws IOException, InterruptedException {
        availability.succeeded();
        if (status == 401 && key.renew(sentKey)) {
            toSend.push(batch);
        } else if ((status == 400 || status == 413) && batch.events() > 1) {
            int half = batch.events() / 2;
            toSend.push(batch.only(event -> event >= half));
            toSend.push(batch.only(event -> event < half));
        } else {
            REFUSED.warning("the worker rejected events: they are dropped", Map.of("status", status));
            ForwarderCounter reason = Rejection.reason(status);
            queue.settle(batch, Rejection.isOfTheEvent(reason) ? reason : batch.givenUp(reason));
        }
    }

    private void partly(Batch batch, int[] statuses) {
        availability.succeeded();
        Set<ForwarderCounter> ends = EnumSet.noneOf(ForwarderCounter.class);
        for (int status : statuses) {
            ends.add(end(status));
        }
        for (ForwarderCounter end : ends) {
            Batch part = batch.only(event -> end(statuses[event]) == end);
            if (end == ForwarderCounter.RETRIED) {
                // the worker has sent it on, and heard nothing
                part.leftUnanswered();
                putBack(part);
            } else {
                queue.settle(part, end);
            }
        }
    }

    private static ForwarderCounter end(int status) {
        if (status == 0) {
            return ForwarderCounter.DELIVERED;
        }
        return Answer.isRetryable(status) ? ForwarderCounter.RETRIED : Rejection.reason(status);
    }

    private void putBack(Batch batch) {
        queue.putBack(batch, backoff.delay(batch.tries() + 1));
    }
}
