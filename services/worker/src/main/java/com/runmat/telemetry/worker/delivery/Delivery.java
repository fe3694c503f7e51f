package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;

/** One event on its way out. */
public interface Delivery {
    Event event();

    /** Is told once, from any thread, what became of it. */
    void completed(Outcome outcome);

    /** What the required back end made of an event. */
    enum Outcome {
        /** Acknowledged. */
        DELIVERED,
        /** Refused, or not reached in time; it may be sent again. */
        FAILED,
        /** Not acknowledged, but it may have arrived at a back end that cannot tell a second copy: it must not be sent again. */
        UNKNOWN
    }
}
