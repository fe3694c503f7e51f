package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.ops.http.Deadline;
import java.time.Duration;
import java.util.List;

/** Speaks the language of one back end. Thread-safe. */
public interface BackEnd extends AutoCloseable {
    /**
     * No request, the first or another try, is begun when less of its events' time is left: what no request was begun for ends as
     * {@link Outcome#EXPIRED}, unsent. A back end far away does not answer within it; and begun nevertheless, an event would end as
     * unconfirmed or unreachable, as if the back end were the reason.
     */
    Duration LEAST_TIME = Duration.ofMillis(10);

    /** Events with the same word may leave together. */
    String group(Event event);

    /** Events that leave together at most. */
    int most();

    /** Sends events of one group; blocks until about the deadline at the latest. Keeps to {@link #LEAST_TIME}. */
    Sent send(List<Event> events, Deadline deadline);

    /** Breaks off what is under way. */
    @Override
    void close();
}
