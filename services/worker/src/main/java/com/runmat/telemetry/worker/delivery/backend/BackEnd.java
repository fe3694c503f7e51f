package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.ops.http.Deadline;
import java.util.List;

/** Speaks the language of one back end. Thread-safe. */
public interface BackEnd extends AutoCloseable {
    /** Events with the same word may leave together. */
    String group(Event event);

    /** Events that leave together at most. */
    int most();

    /** Sends events of one group; blocks until about the deadline at the latest. */
    Sent send(List<Event> events, Deadline deadline);

    /** Breaks off what is under way. */
    @Override
    void close();
}
