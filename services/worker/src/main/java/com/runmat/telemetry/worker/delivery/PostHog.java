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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Sends events in one gzip'd batch. PostHog refuses a batch as a whole, for one bad event or for its size; then the batch is
 * halved until the culprit stands alone, and only that one fails. A repeated request holds the same bytes, so that PostHog
 * merges what it had taken already.
 */
final class PostHog implements BackEnd {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "User-Agent", PostHogProjection.LIB, "Content-Encoding", "gzip");

    private final URI uri;
    private final byte[] head;
    private final HttpPost http;
    private final Counters<WorkerCounter> counters;
    private final LimitedLog unauthorized;
    private final LimitedLog refused;
    private final LimitedLog unreached;
    private final LimitedLog quota;

    PostHog(PostHogTarget target, HttpPost http, Counters<WorkerCounter> counters) {
        this.uri = target.batch();
        this.head = PostHogProjection.batchHead(target.apiKey().reveal());
        this.http = http;
        this.counters = counters;
        Log log = Log.of(PostHog.class);
        this.unauthorized = new LimitedLog(log);
        this.refused = new LimitedLog(log);
        this.unreached = new LimitedLog(log);
        this.quota = new LimitedLog(log);
    }

    @Override
    public List<Outcome> send(List<Event> events, Deadline deadline) {
        List<Outcome> outcomes = new ArrayList<>(events.size());
        send(events, deadline, outcomes);
        return outcomes;
    }

    private void send(List<Event> events, Deadline deadline, List<Outcome> outcomes) {
        HttpReply reply = post(gzip(events), deadline);
        if (divisible(reply) && events.size() > 1) {
            counters.increment(WorkerCounter.POSTHOG_SPLIT);
            int half = events.size() / 2;
            send(events.subList(0, half), deadline, outcomes);
            send(events.subList(half, events.size()), deadline, outcomes);
            return;
        }
        boolean ok = reply instanceof HttpReply.Answered answered && answered.ok();
        counters.add(ok ? WorkerCounter.POSTHOG_DELIVERED : WorkerCounter.POSTHOG_FAILED, events.size());
        log(reply);
        outcomes.addAll(Collections.nCopies(events.size(), ok ? Outcome.DELIVERED : Outcome.FAILED));
    }

    private HttpReply post(byte[] body, Deadline deadline) {
        return Repeating.run(
                () -> {
                    counters.increment(WorkerCounter.POSTHOG_BATCHES);
                    return http.post(uri, HEADERS, body, deadline);
                },
                reply -> !(reply instanceof HttpReply.Answered answered) || later(answered.status()),
                () -> counters.increment(WorkerCounter.POSTHOG_RETRIED),
                deadline);
    }

    private byte[] gzip(List<Event> events) {
        GzipBody body = new GzipBody();
        body.add(head);
        String separator = "";
        for (Event event : events) {
            body.add(separator);
            body.add(PostHogProjection.write(event));
            separator = ",";
        }
        body.add("]}");
        return body.bytes();
    }

    /** PostHog says that it did not take the request, and would take it later. */
    private static boolean later(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    private static boolean divisible(HttpReply reply) {
        return reply instanceof HttpReply.Answered answered && (answered.status() == 400 || answered.status() == 413);
    }

    /** PostHog's answers never reach a log: a refusal may quote the event. */
    private void log(HttpReply reply) {
        switch (reply) {
            case HttpReply.Answered answered -> log(answered);
            case HttpReply.Unreachable ignored -> unreached.warning("PostHog cannot be reached: see POSTHOG_HOST");
            case HttpReply.Unanswered ignored -> unreached.warning("PostHog does not answer in time");
        }
    }

    private void log(HttpReply.Answered answered) {
        if (answered.ok()) {
            checkQuota(answered);
        } else if (answered.status() == 401) {
            counters.increment(WorkerCounter.POSTHOG_UNAUTHORIZED);
            unauthorized.warning("PostHog does not know this key: set POSTHOG_API_KEY to the project's API key");
        } else {
            refused.warning("PostHog refuses events", Map.of("status", answered.status()));
        }
    }

    /** A used-up quota is answered with 200: sending again would not help, so the event counts as taken, and we say so. */
    private void checkQuota(HttpReply.Answered answered) {
        if (new String(answered.body(), StandardCharsets.UTF_8).contains("quota_limited")) {
            counters.increment(WorkerCounter.POSTHOG_QUOTA_LIMITED);
            quota.warning("PostHog drops what it acknowledges: the project's quota is used up");
        }
    }
}
