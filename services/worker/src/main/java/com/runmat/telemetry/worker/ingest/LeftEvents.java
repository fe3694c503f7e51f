package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last events that left, and how, as numbers alone: 16 bytes each in a ring, and a place of 8 in a table of twice to four times
 * as many, so that the collector has nothing to follow or to move. Of many, each part of the memory keeps its own share in order,
 * behind a lock of its own: the thread that answers a batch and the one that takes the next requests seldom meet. Thread-safe.
 */
final class LeftEvents {
    /** Of events that one part keeps at least. */
    private static final int SHARE = 512;

    private static final int MOST_PARTS = 64;

    /** To the bits of a fingerprint's spread that no table reaches to. */
    private static final int PART_SHIFT = Integer.SIZE - 6;

    private final Part[] parts;

    /** @param limit of the events; those that left first are forgotten first, within a part */
    LeftEvents(int limit) {
        int count = Integer.highestOneBit(Math.clamp(limit / SHARE, 1, MOST_PARTS));
        parts = new Part[count];
        Arrays.setAll(parts, i -> new Part((limit + i) / count));
    }

    /** How the event left, or null when it did not or is forgotten. */
    @Nullable
    Outcome outcome(Fingerprint event) {
        return part(event).outcome(event);
    }

    /** Remembers an event that is not among them. */
    void add(Fingerprint event, Outcome accepted) {
        part(event).add(event, accepted);
    }

    private Part part(Fingerprint event) {
        return parts[event.spread() >>> PART_SHIFT & parts.length - 1];
    }

    /**
     * An open table of places in a ring: an event stands at its fingerprint's place or behind, with no gap before it. Beside each place
     * stands half of the event's hash, so that the ring, which is cold, is asked for hardly any other event.
     */
    private static final class Part {
        /** High and low, one event after the other; the last bit of low says that the outcome was not confirmed. */
        private final long[] ring;

        /** One more than an event's number in the ring, and in the upper half its fingerprint's spread; 0 where there is none. */
        private final long[] table;

        private int size;
        private int next;

        Part(int limit) {
            ring = new long[2 * limit];
            table = new long[Integer.highestOneBit(Math.max(1, limit)) * 4];
        }

        synchronized @Nullable Outcome outcome(Fingerprint event) {
            long found = table[find(event)];
            if (found == 0) {
                return null;
            }
            return (ring[2 * number(found) + 1] & 1) == 0 ? Outcome.DELIVERED : Outcome.UNCONFIRMED;
        }

        synchronized void add(Fingerprint event, Outcome accepted) {
            if (ring.length == 0) {
                return;
            }
            if (2 * size == ring.length) {
                remove(find(at(next)));
            } else {
                size++;
            }
            ring[2 * next] = event.high();
            ring[2 * next + 1] = event.low() | (accepted == Outcome.UNCONFIRMED ? 1 : 0);
            table[find(event)] = (long) event.spread() << Integer.SIZE | next + 1;
            next = 2 * next + 2 == ring.length ? 0 : next + 1;
        }

        private Fingerprint at(int number) {
            return new Fingerprint(ring[2 * number], ring[2 * number + 1] & ~1L);
        }

        /** Where the event stands in the table, or would. */
        private int find(Fingerprint event) {
            int spread = event.spread();
            int at = home(spread);
            while (table[at] != 0 && !(spread(table[at]) == spread && is(number(table[at]), event))) {
                at = after(at);
            }
            return at;
        }

        private static int number(long place) {
            return (int) place - 1;
        }

        private static int spread(long place) {
            return (int) (place >>> Integer.SIZE);
        }

        private boolean is(int number, Fingerprint event) {
            return ring[2 * number] == event.high() && (ring[2 * number + 1] & ~1L) == event.low();
        }

        /** Frees a place and moves up what stands behind it only because it was taken. */
        private void remove(int place) {
            int free = place;
            for (int at = after(free); table[at] != 0; at = after(at)) {
                int fromHome = at - home(spread(table[at])) & table.length - 1;
                if (fromHome >= (at - free & table.length - 1)) {
                    table[free] = table[at];
                    free = at;
                }
            }
            table[free] = 0;
        }

        private int home(int spread) {
            return spread & table.length - 1;
        }

        private int after(int place) {
            return place + 1 & table.length - 1;
        }
    }
}
