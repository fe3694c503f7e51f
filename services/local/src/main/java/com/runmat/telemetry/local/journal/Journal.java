package com.runmat.telemetry.local.journal;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import com.runmat.telemetry.local.tap.Witness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * The last events as they were received, and what became of each. It holds a bounded number of them in memory and writes
 * nothing anywhere. Thread-safe.
 */
public final class Journal implements Witness {
    private static final int KEPT = 300;

    private final Deque<Sighting> newestFirst = new ArrayDeque<>();
    private final Traffic traffic = new Traffic();
    private final AtomicLong revision = new AtomicLong();
    private long lastId;

    /** How much went where, all from 0. */
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public Answered request(long atMillis, String type, String encoding, byte[] body) {
        List<Sighting> sightings = new ArrayList<>();
        for (byte[] event : Requests.events(type, encoding, body)) {
            traffic.https().increment();
            sightings.add(add(atMillis, "https", event));
        }
        return (status, answer) -> answered(sightings, status, answer);
    }

    @Override
    public void datagram(long atMillis, byte[] bytes) {
        traffic.udp().increment();
        add(atMillis, "udp", bytes);
    }

    private Sighting add(long atMillis, String path, byte[] bytes) {
        Glance glance = Glance.at(bytes, new Arrival(atMillis, path));
        synchronized (this) {
            Sighting sighting = new Sighting(++lastId, atMillis, path, bytes.length, glance);
            newestFirst.stream()
                    .filter(other -> other.sameEvent(sighting) && other.hasLeft(BackEnd.POSTHOG))
                    .findFirst()
                    .ifPresent(sighting::twinOf);
            newestFirst.addFirst(sighting);
            if (newestFirst.size() > KEPT) {
                newestFirst.removeLast();
            }
            changed(sighting);
            return sighting;
        }
    }

    private synchronized void answered(List<Sighting> sightings, int status, byte[] answer) {
        for (int i = 0; i < sightings.size(); i++) {
            Answers.Outcome outcome = Answers.of(i, status, answer);
            Sighting sighting = sightings.get(i);
            sighting.answered(outcome.status(), outcome.error());
            changed(sighting);
            if (sighting.isOpen()) {
                ended(sighting, End.COPY); // the worker's good answer comes after the departure that it stands for
            }
        }
    }

    /**
     * Ends the datagrams that arrived before: the forwarder holds none any more, so what has not left will not leave.
     *
     * @param beforeMillis long enough ago for a datagram to have reached the forwarder's queue
     */
    public synchronized void settle(long beforeMillis) {
        for (Sighting sighting : newestFirst) {
            if (sighting.isDatagram() && sighting.isOlderThan(beforeMillis) && sighting.isOpen()) {
                ended(sighting, End.DROPPED);
            }
        }
    }

    private void ended(Sighting sighting, End otherwise) {
        newestFirst.stream()
                .filter(other -> other.hasLeft(BackEnd.POSTHOG) && other.isAlike(sighting))
                .findFirst()
                .ifPresentOrElse(sighting::mergedWith, () -> sighting.endedAs(otherwise));
        changed(sighting);
    }

    /** What a back end got. */
    public void left(Departure departure) {
        if (departure.counted()) {
            traffic.to(departure.backEnd()).increment();
        }
        synchronized (this) {
            source(departure).ifPresent(source -> {
                source.left(departure);
                changed(source);
                if (source.hasLeft(BackEnd.POSTHOG)) {
                    tellTwins(source);
                }
            });
        }
    }

    /** The oldest that still waits for this departure, so that equal events leave in the order in which they came. */
    private Optional<Sighting> source(Departure departure) {
        for (Iterator<Sighting> oldestFirst = newestFirst.descendingIterator(); oldestFirst.hasNext(); ) {
            Sighting sighting = oldestFirst.next();
            if (!sighting.hasLeft(departure.backEnd()) && sighting.isSource(departure)) {
                return Optional.of(sighting);
            }
        }
        return Optional.empty();
    }

    private void tellTwins(Sighting source) {
        for (Sighting other : newestFirst) {
            if (other.sameEvent(source) && !other.hasLeft(BackEnd.POSTHOG)) {
                other.twinOf(source);
                changed(other);
            }
        }
    }

    private void changed(Sighting sighting) {
        sighting.touch(revision.incrementAndGet());
    }

    /** Grows with every change. */
    public long revision() {
        return revision.get();
    }

    /** For the page: what has changed since that revision, the oldest event first. */
    public synchronized List<ObjectNode> changedSince(long since) {
        List<ObjectNode> changes = new ArrayList<>();
        newestFirst.descendingIterator().forEachRemaining(sighting -> {
            if (sighting.revision() > since) {
                changes.add(sighting.json());
            }
        });
        return changes;
    }
}
