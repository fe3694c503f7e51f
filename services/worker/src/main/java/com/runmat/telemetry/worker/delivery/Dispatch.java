package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.worker.delivery.SendQueue.Batch;
import com.runmat.telemetry.worker.delivery.backend.BackEnd;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.delivery.backend.Sent;
import java.util.Collections;
import java.util.List;

/**
 * Hands a batch to a back end and brings each event its outcome, whatever the back end or another event's listener throws. Every
 * outcome is counted before it is told.
 */
record Dispatch(String name, BackEnd backEnd, Tally tally) {
    private static final Log LOG = Log.of(Dispatch.class);

    /** Sends the batch and returns whether the back end showed strain. */
    boolean send(Batch batch, Deadline deadline) {
        List<Delivery> deliveries = batch.deliveries();
        if (deliveries.isEmpty()) {
            return false;
        }
        tally.leaves(deliveries.size(), batch.firstAtNanos());
        long beganAt = System.nanoTime();
        Sent sent = sent(deliveries, deadline);
        tally.ended(beganAt);
        complete(deliveries, sent.outcomes());
        return sent.strained();
    }

    private Sent sent(List<Delivery> batch, Deadline deadline) {
        try {
            List<Event> events = batch.stream().map(Delivery::event).toList();
            return backEnd.send(events, deadline);
        } catch (RuntimeException | Error defect) {
            LOG.error("sending a batch failed unexpectedly", defect);
            return new Sent(batch.stream().map(delivery -> Outcome.INTERNAL).toList(), false);
        }
    }

    void complete(List<Delivery> deliveries, Outcome outcome) {
        complete(deliveries, Collections.nCopies(deliveries.size(), outcome));
    }

    /** Counts all of them first, those of one outcome together, and then tells each. */
    private void complete(List<Delivery> deliveries, List<Outcome> outcomes) {
        count(deliveries, outcomes);
        for (int i = 0; i < deliveries.size(); i++) {
            tell(deliveries.get(i), outcomes.get(i));
        }
    }

    private void count(List<Delivery> deliveries, List<Outcome> outcomes) {
        int events = 0;
        for (int i = 0; i < deliveries.size(); i++) {
            events += deliveries.get(i).fromProbe() ? 0 : 1;
            if (i + 1 == deliveries.size() || outcomes.get(i + 1) != outcomes.get(i)) {
                tally.count(outcomes.get(i), events);
                events = 0;
            }
        }
    }

    private static void tell(Delivery delivery, Outcome outcome) {
        try {
            delivery.completed(outcome);
        } catch (RuntimeException | Error defect) {
            LOG.error("handling the outcome of an event failed unexpectedly", defect);
        }
    }
}
