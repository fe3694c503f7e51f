package com.runmat.telemetry.forwarder.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests for {@link Endpoints}. */
class EndpointsTest {
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();
    private final Endpoints endpoints = new Endpoints(
            List.of(URI.create("http://a/x"), URI.create("http://b/x"), URI.create("http://c/x")),
            MAX_BACKOFF,
            now::get);

    @Test
    void order_whileAllAnswer_beginsWithTheFirst() {
        assertEquals(List.of(0, 1, 2), endpoints.order());
        endpoints.answered(0);
        assertEquals(0, endpoints.serving());
    }

    @Test
    void order_whileTheFirstFails_beginsWithTheNext_andTriesTheFirstAgainOnceItIsTime() {
        endpoints.failed(0);
        assertEquals(1, endpoints.serving());
        pass(Duration.ofMillis(250));
        assertEquals(List.of(0, 1, 2), endpoints.order());
        assertEquals(List.of(1, 2), endpoints.order(), "one request at a time tries it");
        endpoints.failed(0);
        assertEquals(1, endpoints.serving(), "the next one still serves");
        endpoints.answered(1);
        pass(Duration.ofMillis(500));
        assertEquals(List.of(0, 1, 2), endpoints.order());
        endpoints.answered(0);
        assertEquals(0, endpoints.serving());
    }

    @Test
    void order_theFirstStaysAway_triesItMoreSeldomUpToTheLimit() {
        endpoints.failed(0);
        int tries = 0;
        for (int second = 0; second < 1000; second++) {
            pass(Duration.ofSeconds(1));
            if (endpoints.order().getFirst() == 0) {
                endpoints.failed(0);
                tries++;
            }
        }
        // 10 s with full jitter are 5 s on average, and half a second until the next look
        assertEquals(180, tries, 60);
    }

    @Test
    void failed_ofOneThatDoesNotServe_changesNothing() {
        endpoints.failed(0);
        endpoints.failed(0);
        assertEquals(1, endpoints.serving());
    }

    @Test
    void failed_ofAll_beginsAnew() {
        for (int endpoint : endpoints.order()) {
            endpoints.failed(endpoint);
        }
        assertEquals(List.of(0, 1, 2), endpoints.order());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
