package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for the health port. */
@Timeout(120)
class HealthEndpointsTest extends RunningForwarder {
    HealthEndpointsTest() throws IOException {}

    @Test
    void receiver_dead_healthTurnsBad() throws Exception {
        Thread receiver = Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().equals("receiver-" + forwarder().udpPort() + "-0"))
                .findFirst()
                .orElseThrow();
        assertEquals(200, get("/health").statusCode());
        receiver.interrupt();
        await().atMost(SOON).until(() -> get("/health").statusCode() == 503);
        assertEquals("{\"error\":\"receiver_dead\"}", get("/health").body());
        assertEquals(503, get("/ready").statusCode());
    }

    @Test
    void health_otherRequests_getTheirAnswers() throws Exception {
        assertEquals(404, get("/").statusCode());
        assertEquals(404, get("/health/x").statusCode());
        assertEquals(405, request("/health", HttpRequest.newBuilder().DELETE()).statusCode());
        assertEquals(200, request("/health", HttpRequest.newBuilder().HEAD()).statusCode());
    }

    @Test
    void metrics_showEveryCounter() throws Exception {
        HttpResponse<String> page = get("/metrics");
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                page.headers().firstValue("content-type").orElseThrow());
        for (ForwarderCounter counter : ForwarderCounter.values()) {
            String label = counter.key().startsWith("dropped_")
                    ? "{reason=\"" + counter.key().substring(8) + "\"}"
                    : "";
            String name = label.isEmpty() ? counter.key() : "dropped";
            assertTrue(page.body().contains("\ntelemetry_forwarder_" + name + "_total" + label + " "), page.body());
        }
    }

    @Test
    void metrics_ofDeliveredEvents_showWaitingAndSending() throws Exception {
        send(0, 20);
        awaitEnds(20);
        assertEquals(20, metric("queue_age_seconds_count"));
        assertEquals(value(ForwarderCounter.POSTS), metric("request_duration_seconds_count"));
        assertEquals(value(ForwarderCounter.POSTS), metric("batch_events_count"));
    }
}
