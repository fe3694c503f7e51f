package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.worker.delivery.backend.Outcome;

/** One event on its way out. */
public interface Delivery {
    Event event();

    /** Whether it is a probe's, which is not among what is counted. */
    default boolean fromProbe() {
        return event().fromProbe();
    }

    /** Is told once, from any thread, what became of it. */
    void completed(Outcome outcome);
}
