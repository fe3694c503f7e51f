package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.counters.ForwarderHistogram;
import com.runmat.telemetry.forwarder.queue.Batch;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.Secret;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.ops.http.HttpPost;
import com.runmat.telemetry.ops.http.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The worker's {@code /ingest}, at whichever of its endpoints serves: one batch a request. Counts each request. Thread-safe. */
public final class Worker implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** Far above the results of the largest batch. */
    private static final int MAX_ANSWER = 1 << 20;

    private static final Answer NONE = new Answer.Retry(0, Duration.ZERO);

    private final HttpPost http = new HttpPost(CONNECT, MAX_ANSWER);
    private final Endpoints endpoints;
    private final Duration timeout;
    private final Counters<ForwarderCounter> counters;
    private final Histograms<ForwarderHistogram> histograms;

    /** @param timeout for a whole request, from connecting to the answer's last byte; each endpoint that is tried has as long */
    public Worker(
            Endpoints endpoints,
            Duration timeout,
            Counters<ForwarderCounter> counters,
            Histograms<ForwarderHistogram> histograms) {
        this.endpoints = endpoints;
        this.timeout = timeout;
        this.counters = counters;
        this.histograms = histograms;
    }

    /**
     * Sends the batch to one endpoint after the other until one answers. Where one of them may have delivered events of it
     * although it did not say so, the batch is marked.
     */
    Answer post(Batch batch, Secret key) {
        Map<String, String> headers = Map.of("content-type", "application/x-ndjson", "x-telemetry-key", key.reveal());
        Answer answer = NONE;
        for (int endpoint : endpoints.order()) {
            answer = NONE;
            try {
                answer = post(endpoints.uri(endpoint), headers, batch);
            } finally {
                note(endpoint, answer);
            }
            if (answered(answer)) {
                break;
            }
        }
        return answer;
    }

    private void note(int endpoint, Answer answer) {
        if (answered(answer)) {
            endpoints.answered(endpoint);
        } else {
            endpoints.failed(endpoint);
        }
    }

    /** A worker that asks for patience (408, 425, 429) is there; one that is not there answers with 5xx, or Google does for it. */
    private static boolean answered(Answer answer) {
        return !(answer instanceof Answer.Retry retry) || (retry.status() > 0 && retry.status() < 500);
    }

    private Answer post(URI endpoint, Map<String, String> headers, Batch batch) {
        counters.increment(ForwarderCounter.POSTS);
        histograms.observe(ForwarderHistogram.BATCH_EVENTS, batch.events());
        long start = System.nanoTime();
        HttpReply reply = http.post(endpoint, headers, batch.bytes(), batch.length(), Deadline.in(timeout));
        histograms.observeSince(ForwarderHistogram.REQUEST_DURATION_SECONDS, start);
        if (leavesInDoubt(reply)) {
            batch.leftUnanswered();
        }
        Answer answer = reply instanceof HttpReply.Answered answered ? answer(answered, batch.events()) : NONE;
        if (answer instanceof Answer.Retry) {
            counters.increment(ForwarderCounter.POSTS_FAILED);
        }
        return answer;
    }

    /** A worker that has no room says 503 and when to come again, before it has sent anything on. */
    private static boolean leavesInDoubt(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Unreachable nothingSent -> false;
            case HttpReply.Unanswered silent -> true;
            case HttpReply.Answered answered ->
                answered.status() >= 500
                        && (answered.status() != 503 || answered.retryAfter().isEmpty());
        };
    }

    private static Answer answer(HttpReply.Answered reply, int events) {
        if (reply.ok()) {
            return BatchResults.read(reply.status(), reply.body(), events);
        }
        return Answer.isRetryable(reply.status())
                ? new Answer.Retry(reply.status(), reply.retryAfter().orElse(Duration.ZERO))
                : new Answer.Refused(reply.status());
    }

    /** Ends without waiting: open requests fail. */
    @Override
    public void close() {
        http.close();
    }
}
