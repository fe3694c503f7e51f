package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventLabel;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.worker.delivery.Delivery;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
    /** By which copies are told: what PostHog counts by. Holds no more of the event. */
    private record Key(UUID uuid, EventLabel label, String distinctId) {
        static Key of(Event event) {
            return new Key(event.uuid(), event.label(), event.distinctId());
        }
    }

    private static final Log LOG = Log.of(RecentEvents.class);

    private final Map<Key, Departure> known = new ConcurrentHashMap<>();
    private final Queue<Key> left = new ConcurrentLinkedQueue<>();
    private final AtomicInteger remembered = new AtomicInteger();
    private final int limit;

    /** @param limit of the events remembered after they left */
    RecentEvents(int limit) {
        this.limit = limit;
    }

    /** Hands the event's outcome to the waiter, at once where it is known; returns the event to be sent when it is the first copy. */
    @Nullable
    Delivery claim(Event event, Waiter waiter) {
        Departure mine = new Departure(event, waiter);
        while (true) {
            Departure first = known.putIfAbsent(mine.key, mine);
            if (first == null) {
                return mine;
            }
            if (first.join(waiter)) {
                return null;
            }
            // that one failed in between, and is forgotten or about to be
            known.remove(mine.key, first);
        }
    }

    private void remember(Key key) {
        left.add(key);
        if (remembered.incrementAndGet() > limit) {
            remembered.decrementAndGet();
            Key oldest = left.poll();
            if (oldest != null) {
                known.remove(oldest);
            }
        }
    }

    /** Is told what became of an event. */
    interface Waiter {
        /** Hears it once; {@code copy} when another copy of the event was here first. */
        void outcome(Outcome outcome, boolean copy);
    }

    private final class Departure implements Delivery {
        private final Key key;
        private @Nullable Event event;
        private @Nullable Outcome outcome;
        private List<Waiter> waiters = new ArrayList<>(1);

        Departure(Event event, Waiter first) {
            this.key = Key.of(event);
            this.event = event;
            waiters.add(first);
        }

        /** Tells the waiter now or later; false when the event failed, so that this copy has to be sent. */
        boolean join(Waiter waiter) {
            Outcome already;
            synchronized (this) {
                already = outcome;
                if (already == null) {
                    waiters.add(waiter);
                    return true;
                }
            }
            if (!already.accepted()) {
                return false;
            }
            waiter.outcome(already, true);
            return true;
        }

        @Override
        public Event event() {
            return Objects.requireNonNull(event, "the event has left");
        }

        @Override
        public void completed(Outcome how) {
            boolean copy = false;
            for (Waiter waiter : leave(how)) {
                tell(waiter, how, copy);
                copy = true;
            }
        }

        /** What one of them throws is no reason for the others to hear nothing. */
        private void tell(Waiter waiter, Outcome how, boolean copy) {
            try {
                waiter.outcome(how, copy);
            } catch (RuntimeException | Error defect) {
                LOG.error("telling a request the outcome of its event failed unexpectedly", defect);
            }
        }

        private List<Waiter> leave(Outcome how) {
            List<Waiter> told;
            synchronized (this) {
                outcome = how;
                told = waiters;
                waiters = List.of();
                event = null;
            }
            if (how.accepted()) {
                remember(key);
            } else {
                known.remove(key, this);
            }
            return told;
        }
    }
}
