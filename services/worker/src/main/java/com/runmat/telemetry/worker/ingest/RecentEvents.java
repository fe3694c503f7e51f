package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventLabel;
import com.runmat.telemetry.worker.delivery.Delivery;
import com.runmat.telemetry.worker.delivery.Delivery.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Knows the events that are on their way and the last that left, as clients send each event twice. A copy of one on its way
 * waits for the same outcome; an event that failed is forgotten, so that sending it again counts. Thread-safe.
 *
 * <p>One instance knows what it has seen itself: where the copies meet different instances, PostHog merges them by their equal
 * uuid, event, distinct id and day, and GA4 counts both.
 */
final class RecentEvents {
    /** By which copies are told: what PostHog counts by. Holds no more of the event. */
    private record Key(UUID uuid, EventLabel label, String distinctId) {
        static Key of(Event event) {
            return new Key(event.uuid(), event.label(), event.distinctId());
        }
    }

    private final Map<Key, Departure> leaving = new HashMap<>();
    private final Map<Key, Outcome> left;

    /** @param limit of the events remembered after they left */
    RecentEvents(int limit) {
        this.left = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Outcome> eldest) {
                return size() > limit;
            }
        };
    }

    /** Hands the event's outcome to the waiter, at once where it is known; returns the event to be sent when it is the first copy. */
    @Nullable
    Delivery claim(Event event, Waiter waiter) {
        Outcome known;
        synchronized (this) {
            Key key = Key.of(event);
            known = left.get(key);
            if (known == null) {
                Departure departure = leaving.get(key);
                if (departure != null) {
                    departure.waiters.add(waiter);
                    return null;
                }
                departure = new Departure(event, key, waiter);
                leaving.put(key, departure);
                return departure;
            }
        }
        waiter.outcome(known, true);
        return null;
    }

    private synchronized List<Waiter> leave(Departure departure, Outcome outcome) {
        leaving.remove(departure.key);
        if (outcome != Outcome.FAILED) {
            left.put(departure.key, outcome);
        }
        return departure.waiters;
    }

    /** Is told what became of an event. */
    interface Waiter {
        /** Hears it once; {@code copy} when another copy of the event was here first. */
        void outcome(Outcome outcome, boolean copy);
    }

    private final class Departure implements Delivery {
        private final Event event;
        private final Key key;
        private final List<Waiter> waiters = new ArrayList<>(1);

        Departure(Event event, Key key, Waiter first) {
            this.event = event;
            this.key = key;
            waiters.add(first);
        }

        @Override
        public Event event() {
            return event;
        }

        @Override
        public void completed(Outcome outcome) {
            boolean copy = false;
            for (Waiter waiter : leave(this, outcome)) {
                waiter.outcome(outcome, copy);
                copy = true;
            }
        }
    }
}
