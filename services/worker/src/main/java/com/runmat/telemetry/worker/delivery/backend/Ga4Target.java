package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.ops.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A GA4 data stream. */
public record Ga4Target(URI host, String measurementId, Secret apiSecret) {
    /** Holds the secret: for the request alone, never for a log. */
    URI collect() {
        return Targets.path(
                host,
                "/mp/collect?measurement_id=" + encode(measurementId) + "&api_secret=" + encode(apiSecret.reveal()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
