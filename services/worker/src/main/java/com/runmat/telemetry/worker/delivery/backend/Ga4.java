package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Ga4Projection;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.ops.http.HttpPost;
import com.runmat.telemetry.ops.http.HttpReply;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the events of one client to GA4. GA4 cannot tell a second copy, so a request that may have arrived is never sent again;
 * only an answer of 429 or 5xx, or no connection, says that it did not.
 */
public final class Ga4 implements BackEnd {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "User-Agent", PostHogProjection.LIB);

    private final URI uri;
    private final HttpPost http = Connections.open();
    private final Counters<WorkerCounter> counters;
    private final LimitedLog failures = new LimitedLog(Log.of(Ga4.class));

    public Ga4(Ga4Target target, Counters<WorkerCounter> counters) {
        this.uri = target.collect();
        this.counters = counters;
    }

    @Override
    public String group(Event event) {
        return event.distinctId();
    }

    @Override
    public int most() {
        return Ga4Projection.MAX_EVENTS;
    }

    @Override
    public Sent send(List<Event> events, Deadline deadline) {
        List<Outcome> outcomes = new ArrayList<>(events.size());
        Repeating repeating = new Repeating(Ga4::notTaken, () -> counters.increment(WorkerCounter.GA4_RETRIED));
        for (Ga4Request request : Ga4Request.of(events, System.currentTimeMillis())) {
            Optional<HttpReply> reply = repeating.run(() -> post(request, deadline), deadline);
            Outcome outcome = reply.map(Ga4::outcome).orElse(Outcome.EXPIRED);
            if (outcome != Outcome.DELIVERED) {
                reply.ifPresent(this::log);
            }
            outcomes.addAll(Collections.nCopies(request.events(), outcome));
        }
        return new Sent(outcomes, repeating.strained());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpReply post(Ga4Request request, Deadline deadline) {
        counters.increment(WorkerCounter.GA4_REQUESTS);
        return http.post(uri, HEADERS, request.body(), deadline);
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
            case HttpReply.Answered answered -> answered.ok() ? Outcome.DELIVERED : Outcome.REFUSED;
            case HttpReply.Unreachable ignored -> Outcome.UNREACHABLE;
            case HttpReply.Unanswered ignored -> Outcome.UNCONFIRMED;
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
