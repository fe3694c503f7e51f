package com.runmat.telemetry.worker.delivery;

import java.time.Duration;

/**
 * Bounds of what leaves.
 *
 * @param linger how long the first event waits for others
 * @param batchEvents events in one batch to PostHog at most
 * @param posthogRequests open at PostHog at most
 * @param singleTime from an event's arrival to its outcome, for a request with one event
 * @param batchTime the same for a batch
 * @param ga4 bounds of GA4
 */
public record DeliveryLimits(
        Duration linger, int batchEvents, int posthogRequests, Duration singleTime, Duration batchTime, Ga4Limits ga4) {
    /**
     * Bounds of GA4; all but the first hold where it stands beside PostHog, as nobody waits for it there.
     *
     * @param requests open at most
     * @param queueEvents that wait or are on their way
     * @param queueBytes of memory for them
     * @param timeout of one request, from its leaving
     * @param maxAge after which an event that waits is given up
     */
    public record Ga4Limits(int requests, int queueEvents, long queueBytes, Duration timeout, Duration maxAge) {}
}
