package com.runmat.telemetry.worker.delivery;

import java.time.Duration;

/**
 * How long the events of a lane may take.
 *
 * @param whole from an event's arrival to its outcome
 * @param exchange from its leaving to its outcome
 */
record LaneTime(Duration whole, Duration exchange) {}
