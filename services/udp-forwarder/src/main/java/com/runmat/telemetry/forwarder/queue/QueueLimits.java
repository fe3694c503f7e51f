package com.runmat.telemetry.forwarder.queue;

import java.time.Duration;

/**
 * How much waits, and for how long.
 *
 * @param events most events held, those in flight included
 * @param bytes most bytes of their lines
 * @param batchEvents most events of one batch
 * @param batchBytes most bytes of one batch
 * @param linger how long a batch waits for more, from the arrival of its first event
 * @param maxAge when an event is given up, from its arrival
 */
public record QueueLimits(int events, long bytes, int batchEvents, int batchBytes, Duration linger, Duration maxAge) {}
