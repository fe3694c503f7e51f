package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Body;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Reading;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.Delivery;
import com.runmat.telemetry.worker.delivery.Departures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pivot: takes what stood in a request, lets each event leave once, and says what became of the request. Every event and
 * every refused request is counted here, and only here. Thread-safe and non-blocking.
 */
public final class Intake {
    private static final Verdict ACCEPTED = new Verdict.Accepted();

    private final Departures departures;
    private final RecentEvents recent;
    private final Room events;
    private final Counters<WorkerCounter> counters;

    /**
     * @param maxPending events that may wait for a back end at the same time; a body with more passes when none waits
     * @param remembered events known after they left
     */
    public Intake(Departures departures, int maxPending, int remembered, Counters<WorkerCounter> counters) {
        this.departures = departures;
        this.recent = new RecentEvents(remembered);
        this.events = new Room(maxPending);
        this.counters = counters;
    }

    /** Takes the body's events; the verdict follows at once or when the last of them has left, from any thread. */
    public void accept(Body body, Consumer<Verdict> answer) {
        switch (body) {
            case Body.Unreadable unreadable -> answer.accept(refuse(unreadable.refusal()));
            case Body.Single single -> accept(List.of(single.reading()), Departures.Lane.SINGLE, answer);
            case Body.Batch batch -> accept(batch.readings(), Departures.Lane.BATCH, answer);
        }
    }

    /** Counts a request that is refused before its body was read. */
    public Verdict refuse(Refusal refusal) {
        return refuse(refusal, 1);
    }

    /** Events that are waiting for a back end. */
    public int pending() {
        return events.taken();
    }

    private Verdict refuse(Refusal refusal, int count) {
        counters.add(WorkerCounter.RECEIVED, count);
        counters.add(WorkerCounter.of(refusal), count);
        return new Verdict.Refused(refusal);
    }

    private void accept(List<Reading> readings, Departures.Lane lane, Consumer<Verdict> answer) {
        int size = readings.size();
        if (!events.takeOrBeAlone(size)) {
            answer.accept(refuse(Refusal.OVERLOADED, size));
            return;
        }
        counters.add(WorkerCounter.RECEIVED, size);
        Outcomes outcomes = new Outcomes(size, counters, refusals -> {
            events.give(size);
            answer.accept(verdict(refusals, lane));
        });
        List<Delivery> leaving = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            admit(readings.get(i), outcomes.at(i), leaving);
        }
        departures.add(leaving, lane);
    }

    private void admit(Reading reading, Outcomes.Slot slot, List<Delivery> leaving) {
        switch (reading) {
            case Refusal refusal -> slot.refused(refusal);
            case Event event -> {
                if (probe(event)) {
                    counters.add(WorkerCounter.PROBE_UDP, 1);
                }
                Delivery delivery = recent.claim(event, slot);
                if (delivery != null) {
                    leaving.add(delivery);
                }
            }
        }
    }

    /** Nobody answers a datagram: an operator's probe sees by this count that it arrived. */
    private static boolean probe(Event event) {
        return "probe".equals(event.value(Field.RELEASE)) && "udp".equals(event.value(Field.TRANSPORT));
    }

    private static Verdict verdict(List<@Nullable Refusal> refusals, Departures.Lane lane) {
        Refusal first = refusals.stream().filter(Objects::nonNull).findFirst().orElse(null);
        if (first == null) {
            return ACCEPTED;
        }
        return lane == Departures.Lane.SINGLE ? new Verdict.Refused(first) : new Verdict.Mixed(refusals);
    }
}
