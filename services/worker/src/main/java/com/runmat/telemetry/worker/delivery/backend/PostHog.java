package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.Secret;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.ops.http.HttpPost;
import com.runmat.telemetry.ops.http.HttpReply;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.gzip.Gzip;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends events in one gzip'd batch. PostHog refuses a batch as a whole, for one bad event or for its size; then the batch is
 * halved until the culprit stands alone, and only that one fails. A repeated request holds the same bytes, so that PostHog
 * merges what it had taken already.
 */
public final class PostHog implements BackEnd {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "User-Agent", PostHogProjection.LIB, "Content-Encoding", "gzip");

    private final URI uri;
    private final Secret apiKey;
    private final Gzip gzip = new Gzip();
    private final ThreadLocal<PostHogProjection> projections = ThreadLocal.withInitial(PostHogProjection::new);
    private final HttpPost http = Connections.open();
    private final int most;
    private final Counters<WorkerCounter> counters;
    private final LimitedLog unauthorized;
    private final LimitedLog refused;
    private final LimitedLog unreached;
    private final LimitedLog quota;

    /** @param most events in one batch; an event is at most 4 KiB, so 5,000 stay inside PostHog's 20 MB */
    public PostHog(PostHogTarget target, int most, Counters<WorkerCounter> counters) {
        this.uri = target.batch();
        this.apiKey = target.apiKey();
        this.most = most;
        this.counters = counters;
        Log log = Log.of(PostHog.class);
        this.unauthorized = new LimitedLog(log);
        this.refused = new LimitedLog(log);
        this.unreached = new LimitedLog(log);
        this.quota = new LimitedLog(log);
    }

    @Override
    public String group(Event event) {
        return "";
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public Sent send(List<Event> events, Deadline deadline) {
        List<Outcome> outcomes = new ArrayList<>(events.size());
        Repeating repeating = new Repeating(
                reply -> !(reply instanceof HttpReply.Answered answered) || Repeating.later(answered.status()),
                () -> counters.increment(WorkerCounter.POSTHOG_RETRIED));
        send(events, deadline, repeating, outcomes);
        return new Sent(outcomes, repeating.strained());
    }

    private void send(List<Event> events, Deadline deadline, Repeating repeating, List<Outcome> outcomes) {
        byte[] body = body(events);
        Optional<HttpReply> reply = repeating.run(() -> post(body, deadline), deadline);
        if (reply.filter(PostHog::divisible).isPresent() && events.size() > 1) {
            counters.increment(WorkerCounter.POSTHOG_SPLIT);
            int half = events.size() / 2;
            send(events.subList(0, half), deadline, repeating, outcomes);
            send(events.subList(half, events.size()), deadline, repeating, outcomes);
            return;
        }
        reply.ifPresent(this::log);
        outcomes.addAll(
                Collections.nCopies(events.size(), reply.map(PostHog::outcome).orElse(Outcome.EXPIRED)));
    }

    private HttpReply post(byte[] body, Deadline deadline) {
        counters.increment(WorkerCounter.POSTHOG_BATCHES);
        return http.post(uri, HEADERS, body, deadline);
    }

    private static Outcome outcome(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Answered answered -> answered.ok() ? Outcome.DELIVERED : Outcome.REFUSED;
            case HttpReply.Unreachable ignored -> Outcome.UNREACHABLE;
            case HttpReply.Unanswered ignored -> Outcome.UNANSWERED;
        };
    }

    /**
     * Loads what the first event would otherwise wait for. Nothing is sent to PostHog.
     *
     * @param own an address of this worker that may be read
     */
    public void warmUp(Event sample, URI own) {
        body(List.of(sample));
        http.warmUp(own, Deadline.in(Duration.ofSeconds(1)));
    }

    @Override
    public void close() {
        http.close();
    }

    private byte[] body(List<Event> events) {
        return gzip.compress(out -> projections.get().writeBatch(apiKey.reveal(), events, out));
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
