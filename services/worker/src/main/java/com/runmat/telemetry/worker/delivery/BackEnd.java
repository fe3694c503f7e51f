package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.worker.delivery.Delivery.Outcome;
import java.util.Collections;
import java.util.List;

/** Speaks the language of one back end. Thread-safe; blocks, so it is called on virtual threads. */
interface BackEnd {
    /** Fails all. */
    BackEnd NONE = (events, deadline) -> Collections.nCopies(events.size(), Outcome.FAILED);

    /** Sends the events and returns one outcome for each, in their order, about when the deadline has passed at the latest. */
    List<Outcome> send(List<Event> events, Deadline deadline);
}
