package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.worker.delivery.backend.BackEnd;
import java.time.Duration;

/**
 * How long the events of a lane may take.
 *
 * @param whole from an event's arrival to its outcome
 * @param exchange from its leaving to its outcome
 */
record LaneTime(Duration whole, Duration exchange) {
    /** From an event's arrival to the last moment at which a request with it may begin. */
    Duration untilTurn() {
        return whole.minus(BackEnd.LEAST_TIME);
    }
}
