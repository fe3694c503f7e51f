package com.runmat.telemetry.forwarder.health;

import com.runmat.telemetry.ops.Json;
import com.runmat.telemetry.ops.PrometheusText;
import java.util.Optional;
import java.util.function.Supplier;

/** What each path of the health port says now. */
record HealthPages(
        Supplier<Optional<String>> unhealthy, Supplier<Optional<String>> notReady, Supplier<String> metrics) {
    private static final String JSON = "application/json";

    /**
     * An answer.
     *
     * @param status with its phrase
     * @param allow the methods that are, where it was another one
     */
    record Page(String status, String type, String body, Optional<String> allow) {
        static final Page BAD_REQUEST = error("400 Bad Request", "invalid_request");

        private static Page error(String status, String error) {
            return json(status, new Json().with("error", error));
        }

        private static Page json(String status, Json body) {
            return new Page(status, JSON, body.toString(), Optional.empty());
        }
    }

    Page page(String method, String path) {
        return switch (path) {
            case "/health", "/ready", "/metrics" ->
                method.equals("GET") || method.equals("HEAD") ? page(path) : notAllowed();
            default -> Page.error("404 Not Found", "not_found");
        };
    }

    private static Page notAllowed() {
        Page page = Page.error("405 Method Not Allowed", "method_not_allowed");
        return new Page(page.status(), page.type(), page.body(), Optional.of("GET, HEAD"));
    }

    private Page page(String path) {
        return switch (path) {
            case "/health" -> verdict(unhealthy.get());
            case "/ready" -> verdict(notReady.get());
            default -> new Page("200 OK", PrometheusText.CONTENT_TYPE, metrics.get(), Optional.empty());
        };
    }

    private static Page verdict(Optional<String> complaint) {
        return complaint
                .map(what -> Page.error("503 Service Unavailable", what))
                .orElseGet(() -> Page.json("200 OK", new Json().with("ok", true)));
    }
}
