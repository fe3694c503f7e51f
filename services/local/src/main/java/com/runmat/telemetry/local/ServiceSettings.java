package com.runmat.telemetry.local;

import java.net.URI;
import java.util.Map;

/** The environments of the two services, with stand-ins where the back ends would be. All values are good on this machine alone. */
final class ServiceSettings {
    static final String INGESTION_KEY = "local-key";
    static final String POSTHOG_TOKEN = "phc_local";
    static final String GA_MEASUREMENT_ID = "G-LOCAL";
    static final String GA_API_SECRET = "local-secret";

    private ServiceSettings() {}

    /** @param origins of pages that may post from a browser, with commas between */
    static Map<String, String> worker(int port, URI posthog, URI ga4, String origins) {
        return Map.of(
                "BIND_ADDRESS", "loopback",
                "PORT", Integer.toString(port),
                "INGESTION_KEY", INGESTION_KEY,
                "POSTHOG_API_KEY", POSTHOG_TOKEN,
                "POSTHOG_HOST", posthog.toString(),
                "GA_MEASUREMENT_ID", GA_MEASUREMENT_ID,
                "GA_API_SECRET", GA_API_SECRET,
                "GA_HOST", ga4.toString(),
                "ALLOWED_ORIGINS", origins);
    }

    static Map<String, String> forwarder(int udpPort, int healthPort, URI ingest) {
        return Map.of(
                "BIND_ADDRESS",
                "loopback",
                "FORWARDER_SOURCE_RATE",
                "0", // all senders are on this machine: one source
                "FORWARDER_DRAIN",
                "0ms", // no load balancer has to notice
                "FORWARDER_FLUSH",
                "6s", // whoever ends it waits for it
                "UDP_PORT",
                Integer.toString(udpPort),
                "HEALTH_PORT",
                Integer.toString(healthPort),
                "TELEMETRY_HTTP_ENDPOINT",
                ingest.toString(),
                "TELEMETRY_INGESTION_KEY",
                INGESTION_KEY);
    }
}
