package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.worker.delivery.Delivery;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows the events that are on their way and the last that left, as clients send each event twice. A copy of one on its way
 * waits for the same outcome; an event that failed is forgotten, so that sending it again counts. Thread-safe: copies of one
 * event meet on its departure, and different events do not meet at all, for the thread that answers a batch and the one that
 * takes the next requests would otherwise keep waking each other.
 *
 * <p>One instance knows what it has seen itself: where the copies meet different instances, PostHog merges them by their equal
 * uuid, event, distinct id and day, and GA4 counts both.
 */
final class RecentEvents {
    private static final Log LOG = Log.of(RecentEvents.class);

    private final Map<Fingerprint, Departure> leaving = new ConcurrentHashMap<>();
    private final LeftEvents left;

    /** @param limit of the events remembered after they left */
    RecentEvents(int limit) {
        this.left = new LeftEvents(limit);
    }

    /**
     * Hands the event's outcome to the waiter, at once where it is known; returns the event to be sent when it is the first copy.
     *
     * @param place by which the waiter knows the event
     */
    @Nullable
    Delivery claim(Event event, Waiter waiter, int place) {
        Departure mine = new Departure(event, waiter, place);
        while (true) {
            Departure first = leaving.putIfAbsent(mine.fingerprint, mine);
            if (first == null) {
                return mine.leftBefore() ? null : mine;
            }
            if (first.join(waiter, place)) {
                return null;
            }
            // that one failed in between, and is forgotten or about to be
            leaving.remove(mine.fingerprint, first);
        }
    }

    /** Is told what became of an event. */
    interface Waiter {
        /** Hears it once; {@code copy} when another copy of the event was here first. */
        void outcome(int place, Outcome outcome, boolean copy);
    }

    /** Another copy that waits for the same outcome. */
    private record Copy(Waiter waiter, int place) {}

    private final class Departure implements Delivery {
        private final Fingerprint fingerprint;
        private final Event event;
        private final boolean probe;
        private final Waiter first;
        private final int place;
        private List<Copy> others = List.of();
        private @Nullable Outcome outcome;

        Departure(Event event, Waiter first, int place) {
            this.fingerprint = Fingerprint.of(event);
            this.event = event;
            this.probe = event.fromProbe();
            this.first = first;
            this.place = place;
        }

        /** Tells the waiter now or later; false when the event failed, so that this copy has to be sent. */
        boolean join(Waiter waiter, int itsPlace) {
            Outcome already;
            synchronized (this) {
                already = outcome;
                if (already == null) {
                    others = others.isEmpty() ? new ArrayList<>(1) : others;
                    others.add(new Copy(waiter, itsPlace));
                    return true;
                }
            }
            if (!already.accepted()) {
                return false;
            }
            waiter.outcome(itsPlace, already, true);
            return true;
        }

        @Override
        public Event event() {
            return event;
        }

        @Override
        public boolean fromProbe() {
            return probe;
        }

        /** Whether a copy has left; looked up by the only one that may leave, as whoever leaves is remembered first and then gone from here. */
        boolean leftBefore() {
            Outcome before = left.outcome(fingerprint);
            if (before == null) {
                return false;
            }
            List<Copy> copies = end(before);
            leaving.remove(fingerprint, this);
            first.outcome(place, before, true);
            copies.forEach(copy -> tell(copy.waiter, copy.place, before, true));
            return true;
        }

        @Override
        public void completed(Outcome how) {
            List<Copy> copies = end(how);
            if (how.accepted()) {
                left.add(fingerprint, how);
            }
            leaving.remove(fingerprint, this);
            tell(first, place, how, false);
            copies.forEach(copy -> tell(copy.waiter, copy.place, how, true));
        }

        private synchronized List<Copy> end(Outcome how) {
            outcome = how;
            return others;
        }

        /** What one of them throws is no reason for the others to hear nothing. */
        private void tell(Waiter waiter, int itsPlace, Outcome how, boolean copy) {
            try {
                waiter.outcome(itsPlace, how, copy);
            } catch (RuntimeException | Error defect) {
                LOG.error("telling a request the outcome of its event failed unexpectedly", defect);
            }
        }
    }
}
