package com.runmat.telemetry.local.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.local.http.PortBusy;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInTest {
    private final List<Departure> seen = new CopyOnWriteArrayList<>();
    private final StandIn posthog = StandIn.start(0, new PostHogRules("t"), seen::add);

    @AfterEach
    void close() {
        posthog.close();
    }

    @Test
    void rateLimited_answers429WithRetryAfter() throws Exception {
        posthog.behave(Mode.RATE_LIMITED);

        var answer = Sent.plain(posthog, "/batch/", batch("a"));

        assertEquals(429, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(seen.isEmpty());
    }

    @Test
    void failing_answers500_andCountsNothing() throws Exception {
        posthog.behave(Mode.FAILING);

        assertEquals(500, Sent.plain(posthog, "/batch/", batch("a")).statusCode());
        assertTrue(seen.isEmpty());
    }

    @Test
    void down_breaksTheConnection() {
        posthog.behave(Mode.DOWN);

        assertThrows(IOException.class, () -> Sent.plain(posthog, "/batch/", batch("a")));
    }

    @Test
    void slow_answersLate() throws Exception {
        posthog.behave(Mode.SLOW);
        long start = System.nanoTime();

        assertEquals(200, Sent.plain(posthog, "/batch/", batch("a")).statusCode());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 1900);
    }

    @Test
    void refusesOne_refusesEveryRequestWithIt_andNoOther() throws Exception {
        posthog.behave(Mode.REFUSES_ONE);

        assertEquals(400, Sent.plain(posthog, "/batch/", batch("a", "b")).statusCode());
        assertEquals(200, Sent.plain(posthog, "/batch/", batch("b", "c")).statusCode());
        assertEquals(400, Sent.plain(posthog, "/batch/", batch("c", "a")).statusCode());
        posthog.behave(Mode.WORKING);
        assertEquals(200, Sent.plain(posthog, "/batch/", batch("a")).statusCode());
        assertEquals(
                List.of("b", "c", "a"),
                seen.stream().filter(Departure::counted).map(Departure::client).toList());
    }

    @Test
    void start_onABusyPort_namesIt() {
        PortBusy busy =
                assertThrows(PortBusy.class, () -> StandIn.start(posthog.port(), new PostHogRules("t"), seen::add));

        assertEquals(posthog.port(), busy.port());
    }

    private static String batch(String... clients) {
        List<String> events = Arrays.stream(clients)
                .map(client -> "{\"event\":\"e\",\"distinct_id\":\"" + client + "\"}")
                .toList();
        return "{\"api_key\":\"t\",\"batch\":" + events + "}";
    }
}
