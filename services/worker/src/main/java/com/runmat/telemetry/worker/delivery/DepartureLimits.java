package com.runmat.telemetry.worker.delivery;

import java.time.Duration;

/**
 * Bounds of what leaves.
 *
 * @param linger how long the first event waits for others
 * @param batchEvents events in one batch at most; an event is at most 4 KiB, so 5,000 stay inside PostHog's 20 MB
 * @param inFlight batches of one lane on their way at the same time
 * @param singleTime from an event's arrival to its outcome, for a request with one event
 * @param batchTime the same for a batch
 */
public record DepartureLimits(
        Duration linger, int batchEvents, int inFlight, Duration singleTime, Duration batchTime) {}
