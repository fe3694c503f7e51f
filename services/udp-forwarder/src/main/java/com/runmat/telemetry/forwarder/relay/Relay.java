package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.counters.ForwarderHistogram;
import com.runmat.telemetry.forwarder.key.IngestionKey;
import com.runmat.telemetry.forwarder.queue.Event;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Takes batches from the queue, sends them, and gives each event its end: delivered, dropped for a reason, or back to the queue
 * with a delay. Run it on as many threads as requests may be in flight; it returns when the queue is closed.
 *
 * <p>A 400 or 413 for a batch of several does not say which event is to blame, so the halves are sent one after the other, down
 * to the culprit. A 401 asks for the key again; when that is the same, the events are dropped as the contract says.
 */
public final class Relay implements Runnable {
    private static final Log LOG = Log.of(Relay.class);
    private static final LimitedLog UNREACHED = new LimitedLog(LOG);
    private static final LimitedLog REFUSED = new LimitedLog(LOG);
    private static final LimitedLog NO_KEY = new LimitedLog(LOG);
    private static final LimitedLog DEFECT = new LimitedLog(LOG);

    private final EventQueue queue;
    private final Worker worker;
    private final IngestionKey key;
    private final Counters<ForwarderCounter> counters;
    private final Histograms<ForwarderHistogram> histograms;
    private final Backoff backoff;
    private final Availability availability;

    /** Waits at most {@code maxBackoff} between two tries, unless the worker asks for more. */
    public Relay(
            EventQueue queue,
            Worker worker,
            IngestionKey key,
            Counters<ForwarderCounter> counters,
            Histograms<ForwarderHistogram> histograms,
            Duration maxBackoff) {
        this.queue = queue;
        this.worker = worker;
        this.key = key;
        this.counters = counters;
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
        long startedAt = System.nanoTime();
        try {
            Secret current = key.current();
            counters.increment(ForwarderCounter.POSTS);
            act(batch, post(batch, current), current, startedAt);
        } catch (IOException noKey) {
            NO_KEY.warning("the ingestion key cannot be read: events wait for it");
            retry(batch, new Answer.Retry(0, Duration.ZERO), startedAt);
        } catch (RuntimeException defect) {
            logDefect(defect);
            retry(batch, new Answer.Retry(0, Duration.ZERO), startedAt);
        }
    }

    /** A defect must not end the thread and hold the batch for ever: it counts as a try that failed, and so has an end. */
    private Answer post(List<Event> batch, Secret current) {
        histograms.observe(ForwarderHistogram.BATCH_EVENTS, batch.size());
        long start = System.nanoTime();
        try {
            return worker.post(batch, current);
        } catch (RuntimeException defect) {
            logDefect(defect);
            return new Answer.Retry(0, Duration.ZERO);
        } finally {
            histograms.observeSince(ForwarderHistogram.REQUEST_DURATION_SECONDS, start);
        }
    }

    private static void logDefect(RuntimeException defect) {
        DEFECT.warning(
                "a batch could not be sent", Map.of("class", defect.getClass().getName()));
    }

    private void act(List<Event> batch, Answer answer, Secret sentKey, long startedAt)
            throws IOException, InterruptedException {
        switch (answer) {
            case Answer.Accepted all -> {
                availability.succeeded();
                queue.settle(batch, ForwarderCounter.DELIVERED);
            }
            case Answer.Partly some -> {
                availability.succeeded();
                sort(batch, some.statuses());
            }
            case Answer.Refused refused -> refuse(batch, refused.status(), sentKey);
            case Answer.Retry retry -> {
                counters.increment(ForwarderCounter.POSTS_FAILED);
                UNREACHED.warning(
                        "the worker did not take a batch: it is sent again", Map.of("status", retry.status()));
                retry(batch, retry, startedAt);
            }
        }
    }

    private void retry(List<Event> batch, Answer.Retry retry, long startedAt) {
        availability.failed(startedAt, retry.after());
        queue.putBack(batch, backoff.delay(batch.getFirst().tries() + 1));
    }

    private void refuse(List<Event> batch, int status, Secret sentKey) throws IOException, InterruptedException {
        availability.succeeded();
        if (status == 401 && key.renew(sentKey)) {
            deliver(batch);
        } else if ((status == 400 || status == 413) && batch.size() > 1) {
            int half = batch.size() / 2;
            deliver(batch.subList(0, half));
            deliver(batch.subList(half, batch.size()));
        } else {
            REFUSED.warning("the worker refused events: they are dropped", Map.of("status", status));
            queue.settle(batch, Rejection.reason(status));
        }
    }

    private void sort(List<Event> batch, int[] statuses) {
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
            queue.putBack(again, backoff.delay(again.getFirst().tries() + 1));
        }
    }
}
