package com.runmat.telemetry.local.standin;

import tools.jackson.databind.JsonNode;

/**
 * One event as a back end got it.
 *
 * @param backEnd which one
 * @param client who sent it: PostHog's distinct id, GA4's client id
 * @param event the event's own element of the request
 * @param problem why the real one would refuse it or throw it away, empty when it counts it
 */
public record Departure(BackEnd backEnd, String client, JsonNode event, String problem) {
    /** The two analytics services. */
    public enum BackEnd {
        POSTHOG,
        GA4
    }

    /** The same event with this problem. */
    Departure because(String reason) {
        return new Departure(backEnd, client, event, reason);
    }

    /** Whether the real one would count it. */
    public boolean counted() {
        return problem.isEmpty();
    }
}
