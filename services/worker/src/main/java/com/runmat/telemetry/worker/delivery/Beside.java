package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.List;

/**
 * GA4 beside PostHog: gets what PostHog has acknowledged, after it, because an event that failed comes again and GA4 could not
 * tell the second copy. It has a queue of its own, and nobody waits for it. Thread-safe.
 */
final class Beside {
    private final Sender sender;
    private final Tally tally;
    private final Capacity capacity;

    /** @param tally of GA4, for what finds no room */
    Beside(Sender sender, Tally tally, Capacity capacity) {
        this.sender = sender;
        this.tally = tally;
        this.capacity = capacity;
    }

    /** The same delivery, whose event goes on to GA4 when it was acknowledged. */
    Delivery after(Delivery first) {
        return first.fromProbe() ? first : new First(first);
    }

    /** Events that have not been sent. */
    int waiting() {
        return capacity.events();
    }

    void stop() {
        sender.stop();
    }

    private void offer(Event event) {
        Second second = new Second(event, Capacity.bytes(event), capacity);
        if (capacity.take(1, second.bytes)) {
            sender.add(List.of(second), Lane.ANSWERED);
        } else {
            tally.count(Outcome.QUEUE_FULL, 1);
        }
    }

    private record Second(Event event, int bytes, Capacity capacity) implements Delivery {
        @Override
        public void completed(Outcome outcome) {
            capacity.give(1, bytes);
        }
    }

    private final class First implements Delivery {
        private final Delivery delivery;

        First(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public Event event() {
            return delivery.event();
        }

        @Override
        public boolean fromProbe() {
            return delivery.fromProbe();
        }

        @Override
        public void completed(Outcome outcome) {
            // before the answer, so that a worker without open requests and without waiting events has nothing left to
            // do
            try {
                if (outcome.accepted()) {
                    offer(delivery.event());
                }
            } finally {
                delivery.completed(outcome);
            }
        }
    }
}
