package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.worker.delivery.Delivery.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Takes one batch to the required back end, and what that acknowledged to the one beside it. In this order, because an event
 * that failed comes again, and a back end that cannot tell a second copy must then not have had the first.
 */
final class Courier {
    private static final Log LOG = Log.of(Courier.class);

    /** What the second back end gets when the first has used up the time. With 1.5 s for a single event a client waits less than 2 s. */
    private static final Duration BESIDE = Duration.ofMillis(400);

    private final BackEnd required;
    private final Optional<BackEnd> beside;

    Courier(BackEnd required, Optional<BackEnd> beside) {
        this.required = required;
        this.beside = beside;
    }

    /** Returns when every event of the batch has heard its outcome. */
    void deliver(List<Delivery> batch, Deadline deadline) {
        List<Outcome> outcomes = outcomes(batch.stream().map(Delivery::event).toList(), deadline);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).completed(outcomes.get(i));
        }
    }

    private List<Outcome> outcomes(List<Event> events, Deadline deadline) {
        try {
            List<Outcome> outcomes = required.send(events, deadline);
            // nothing may run after the answer, so the answer waits for the best effort too
            beside.ifPresent(backEnd -> sendDelivered(backEnd, events, outcomes, atLeast(deadline, BESIDE)));
            return outcomes;
        } catch (RuntimeException defect) {
            LOG.error("a batch failed by a defect", defect);
            return Collections.nCopies(events.size(), Outcome.FAILED);
        }
    }

    private static Deadline atLeast(Deadline deadline, Duration time) {
        return deadline.remaining().compareTo(time) >= 0 ? deadline : Deadline.in(time);
    }

    private static void sendDelivered(BackEnd backEnd, List<Event> events, List<Outcome> outcomes, Deadline deadline) {
        List<Event> delivered = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            if (outcomes.get(i) == Outcome.DELIVERED) {
                delivered.add(events.get(i));
            }
        }
        if (!delivered.isEmpty()) {
            backEnd.send(delivered, deadline);
        }
    }
}
