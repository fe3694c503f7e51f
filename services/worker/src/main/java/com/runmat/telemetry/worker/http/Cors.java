package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.worker.http.server.Answer;
import com.runmat.telemetry.worker.http.server.Exchange;
import com.runmat.telemetry.worker.http.server.RequestHeader;
import java.util.Set;

/**
 * Lets pages of the configured origins send events. An origin is answered only if it is listed to the letter; there is no
 * wildcard and there are no cookies. A page elsewhere gets answers without permission, which its browser hides from it.
 */
final class Cors {
    private static final Answer NO_CONTENT = Answer.text(204, "text/plain", "");

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Permits the page to read the answer to come. */
    void permit(Exchange exchange) {
        if (origins.isEmpty()) {
            return;
        }
        exchange.answerHeader("Vary", "Origin");
        String origin = exchange.header(RequestHeader.ORIGIN);
        if (origin != null && origins.contains(origin)) {
            exchange.answerHeader("Access-Control-Allow-Origin", origin);
            exchange.answerHeader("Access-Control-Expose-Headers", "retry-after");
        }
    }

    /** Answers a browser's question whether it may send. */
    void preflight(Exchange exchange) {
        permit(exchange);
        String origin = exchange.header(RequestHeader.ORIGIN);
        if (origin != null && origins.contains(origin)) {
            exchange.answerHeader("Access-Control-Allow-Methods", "POST");
            exchange.answerHeader("Access-Control-Allow-Headers", "content-type, content-encoding, x-telemetry-key");
            exchange.answerHeader("Access-Control-Max-Age", "7200");
        }
        exchange.answerHeader("Allow", "POST, OPTIONS");
        exchange.answer(NO_CONTENT);
    }
}
