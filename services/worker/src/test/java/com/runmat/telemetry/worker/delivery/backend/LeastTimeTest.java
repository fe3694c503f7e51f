package com.runmat.telemetry.worker.delivery.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Secret;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.ops.http.HttpReply;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests that no back end begins a request when less than {@link BackEnd#LEAST_TIME} is left. */
class LeastTimeTest {
    private static final Duration TOO_LITTLE = BackEnd.LEAST_TIME.minusNanos(1);

    private final Counters<WorkerCounter> counters = new Counters<>(WorkerCounter.class);
    private final List<Event> events = List.of(event(1), event(2));

    @Test
    void send_ga4WithTooLittleTime_expiresUnsent() {
        try (Ga4Server server = new Ga4Server();
                Ga4 ga4 = new Ga4(
                        new Ga4Target(URI.create(server.url()), Ga4Server.MEASUREMENT_ID, new Secret(Ga4Server.SECRET)),
                        counters)) {
            assertExpired(ga4, server);
        }
    }

    @Test
    void send_postHogWithTooLittleTime_expiresUnsent() {
        try (PostHogServer server = new PostHogServer();
                PostHog posthog = new PostHog(
                        new PostHogTarget(URI.create(server.url()), new Secret(PostHogServer.KEY)), 100, counters)) {
            assertExpired(posthog, server);
        }
    }

    private void assertExpired(BackEnd backEnd, BackEndServer server) {
        Sent sent = backEnd.send(events, Deadline.in(TOO_LITTLE));
        assertEquals(new Sent(List.of(Outcome.EXPIRED, Outcome.EXPIRED), false), sent);
        assertEquals(List.of(), server.requests());
    }

    @Test
    void run_pauseThatLeavesTooLittle_endsWithTheReplyAtOnce() {
        Duration pause = Duration.ofSeconds(20);
        HttpReply busy = new HttpReply.Answered(503, Optional.of(pause), new byte[0]);
        AtomicInteger tries = new AtomicInteger();
        Repeating repeating = new Repeating(reply -> true, () -> {});
        Deadline deadline = Deadline.in(pause.plus(TOO_LITTLE));
        Optional<HttpReply> last = repeating.run(
                () -> {
                    tries.incrementAndGet();
                    return busy;
                },
                deadline);
        assertEquals(Optional.of(busy), last);
        assertEquals(1, tries.get());
        assertTrue(deadline.remaining().compareTo(pause.dividedBy(2)) > 0, "it waited");
    }

    private static Event event(int number) {
        byte[] json = Samples.started("ann", number).getBytes(StandardCharsets.UTF_8);
        return (Event) new EventReader(Omission.Observer.NONE).read(json, 0, json.length, new Arrival(1, "https"));
    }
}
