package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.counters.ForwarderHistogram;
import com.runmat.telemetry.forwarder.key.IngestionKey;
import com.runmat.telemetry.forwarder.queue.Event;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
            for (List<Event> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                observeAges(batch);
                deliver(batch);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void observeAges(List<Event> batch) {
        for (Event event : batch) {
            if (event.tries() == 0) {
                histograms.observeSince(ForwarderHistogram.QUEUE_AGE_SECONDS, event.arrivedNanos());
            }
        }
    }

    private void deliver(List<Event> batch) throws InterruptedException {
        Deque<List<Event>> toSend = new ArrayDeque<>();
        toSend.push(batch);
        while (!toSend.isEmpty()) {
            send(toSend.pop(), toSend);
        }
    }

    /** A defect must not end the thread and hold the batch for ever: it counts as a try that failed, and so has an end. */
    private void send(List<Event> batch, Deque<List<Event>> toSend) throws InterruptedException {
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
            retry(batch, Duration.ZERO, startedAt);
        }
    }

    private void accepted(List<Event> batch) {
        availability.succeeded();
        queue.settle(batch, ForwarderCounter.DELIVERED);
    }

    private void unreached(List<Event> batch, Answer.Retry retry, long startedAt) {
        UNREACHED.warning("the worker did not accept a batch: it will be retried", Map.of("status", retry.status()));
        retry(batch, retry.after(), startedAt);
    }

    private void retry(List<Event> batch, Duration after, long startedAt) {
        availability.failed(startedAt, after);
        putBack(batch);
    }

    private void refused(List<Event> batch, int status, Secret sentKey, Deque<List<Event>> toSend)
            throws IOException, InterruptedException {
        availability.succeeded();
        if (status == 401 && key.renew(sentKey)) {
            toSend.push(batch);
        } else if ((status == 400 || status == 413) && batch.size() > 1) {
            int half = batch.size() / 2;
            toSend.push(batch.subList(half, batch.size()));
            toSend.push(batch.subList(0, half));
        } else {
            REFUSED.warning("the worker rejected events: they are dropped", Map.of("status", status));
            queue.settle(batch, Rejection.reason(status));
        }
    }

    private void partly(List<Event> batch, int[] statuses) {
        availability.succeeded();
        Map<ForwarderCounter, List<Event>> ends = new EnumMap<>(ForwarderCounter.class);
        List<Event> again = new ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            if (Answer.isRetryable(statuses[i])) {
                again.add(batch.get(i));
            } else {
                ForwarderCounter end = statuses[i] == 0 ? ForwarderCounter.DELIVERED : Rejection.reason(statuses[i]);
                ends.computeIfAbsent(end, reason -> new ArrayList<>()).add(batch.get(i));
            }
        }
        ends.forEach((end, events) -> queue.settle(events, end));
        if (!again.isEmpty()) {
            putBack(again);
        }
    }

    private void putBack(List<Event> events) {
        queue.putBack(events, backoff.delay(events.getFirst().tries() + 1));
    }
}
