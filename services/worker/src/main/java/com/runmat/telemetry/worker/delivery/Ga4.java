package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.ops.http.HttpPost;
import com.runmat.telemetry.ops.http.HttpReply;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.Delivery.Outcome;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/**
 * Sends events to GA4, one client a request. GA4 cannot tell a second copy, so a request that may have arrived is never sent
 * again; only an answer of 429 or 5xx, or no connection, says that it did not.
 */
final class Ga4 implements BackEnd {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "User-Agent", PostHogProjection.LIB);

    private final URI uri;
    private final HttpPost http;
    private final ExecutorService threads;
    private final Counters<WorkerCounter> counters;
    private final LimitedLog failures = new LimitedLog(Log.of(Ga4.class));

    /** @param threads runs the requests of one batch side by side */
    Ga4(Ga4Target target, HttpPost http, ExecutorService threads, Counters<WorkerCounter> counters) {
        this.uri = target.collect();
        this.http = http;
        this.threads = threads;
        this.counters = counters;
    }

    @Override
    public List<Outcome> send(List<Event> events, Deadline deadline) {
        Outcome[] outcomes = new Outcome[events.size()];
        Arrays.fill(outcomes, Outcome.UNKNOWN);
        List<Ga4Request> requests = Ga4Request.of(events, System.currentTimeMillis());
        CountDownLatch open = new CountDownLatch(requests.size());
        for (Ga4Request request : requests) {
            threads.execute(() -> {
                try {
                    send(request, outcomes, deadline);
                } finally {
                    open.countDown();
                }
            });
        }
        await(open);
        return List.of(outcomes);
    }

    /** Each request ends by the deadline on its own, and at the worker's end by an interrupt, so this wait is bounded. */
    private static void await(CountDownLatch open) {
        boolean interrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException ending) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Ga4Request request, Outcome[] outcomes, Deadline deadline) {
        HttpReply reply = Repeating.run(
                () -> {
                    counters.increment(WorkerCounter.GA4_REQUESTS);
                    return http.post(uri, HEADERS, request.body(), deadline);
                },
                Ga4::notTaken,
                () -> counters.increment(WorkerCounter.GA4_RETRIED),
                deadline);
        Outcome outcome = outcome(reply);
        for (int index : request.indexes()) {
            outcomes[index] = outcome;
        }
        boolean delivered = outcome == Outcome.DELIVERED;
        counters.add(
                delivered ? WorkerCounter.GA4_DELIVERED : WorkerCounter.GA4_FAILED,
                request.indexes().size());
        if (!delivered) {
            log(reply);
        }
    }

    private static boolean notTaken(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Answered answered -> answered.status() == 429 || answered.status() >= 500;
            case HttpReply.Unreachable ignored -> true;
            case HttpReply.Unanswered ignored -> false;
        };
    }

    private static Outcome outcome(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Answered answered -> answered.ok() ? Outcome.DELIVERED : Outcome.FAILED;
            case HttpReply.Unreachable ignored -> Outcome.FAILED;
            case HttpReply.Unanswered ignored -> Outcome.UNKNOWN;
        };
    }

    private void log(HttpReply reply) {
        switch (reply) {
            case HttpReply.Answered answered ->
                failures.warning("GA4 refuses events", Map.of("status", answered.status()));
            case HttpReply.Unreachable ignored -> failures.warning("GA4 cannot be reached: see GA_HOST");
            case HttpReply.Unanswered ignored -> failures.warning("GA4 does not answer in time");
        }
    }
}
