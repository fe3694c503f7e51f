package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Body;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Reading;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.Capacity;
import com.runmat.telemetry.worker.delivery.Delivery;
import com.runmat.telemetry.worker.delivery.Departures;
import com.runmat.telemetry.worker.delivery.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final Capacity pending;
    private final AnswerTimer timer;
    private final Counters<WorkerCounter> counters;

    /**
     * @param pending room for the events that wait for the required back end
     * @param singleTime that a request with one event waits at most
     * @param remembered events known after they left
     */
    public Intake(
            Departures departures,
            Capacity pending,
            Duration singleTime,
            int remembered,
            Counters<WorkerCounter> counters) {
        this.departures = departures;
        this.recent = new RecentEvents(remembered);
        this.pending = pending;
        this.timer = new AnswerTimer(singleTime);
        this.counters = counters;
    }

    /** Takes the body's events; the verdict follows at once or when the last of them has left, from any thread. */
    public void accept(Body body, Consumer<Verdict> answer) {
        switch (body) {
            case Body.Unreadable unreadable -> answer.accept(refuse(unreadable.refusal()));
            case Body.Single single -> accept(List.of(single.reading()), Lane.SINGLE, answer);
            case Body.Batch batch -> accept(batch.readings(), Lane.BATCH, answer);
        }
    }

    /** Counts a request that is refused as a whole. */
    public Verdict refuse(Refusal refusal) {
        return refuse(refusal, 1);
    }

    /** The same for a request whose events have been read. */
    public Verdict refuse(Refusal refusal, int events) {
        counters.add(WorkerCounter.RECEIVED, events);
        counters.add(WorkerCounter.of(refusal), events);
        return new Verdict.Refused(refusal);
    }

    /** Events that are waiting for the required back end. */
    public int pending() {
        return pending.events();
    }

    /** Events that were answered and are still to go to GA4. */
    public int waitingForGa4() {
        return departures.waitingBeside();
    }

    private void accept(List<Reading> readings, Lane lane, Consumer<Verdict> answer) {
        int size = readings.size();
        long bytes = bytes(readings);
        if (!(isBeginning(readings, lane) ? pending.takeSparingly(size, bytes) : pending.take(size, bytes))) {
            answer.accept(refuse(Refusal.OVERLOADED, size));
            return;
        }
        Outcomes outcomes = new Outcomes(size, counters, refusals -> {
            pending.give(size, bytes);
            answer.accept(verdict(refusals, lane));
        });
        received(readings, outcomes);
        List<Delivery> leaving = new ArrayList<>(size);
        for (int place = 0; place < size; place++) {
            switch (readings.get(place)) {
                case Refusal refusal -> outcomes.refused(place, refusal);
                case Event event -> admit(event, outcomes, place, lane, leaving);
            }
        }
        departures.add(leaving, lane);
    }

    /** One that comes alone: a batch is mixed, and whoever sends it keeps it and tries again. */
    private static boolean isBeginning(List<Reading> readings, Lane lane) {
        return lane == Lane.SINGLE
                && readings.getFirst() instanceof Event event
                && !event.label().tellsAnEnd();
    }

    private static long bytes(List<Reading> readings) {
        long sum = 0;
        for (Reading reading : readings) {
            sum += reading instanceof Event event ? Capacity.bytes(event) : 0;
        }
        return sum;
    }

    private void admit(Event event, Outcomes outcomes, int place, Lane lane, List<Delivery> leaving) {
        Delivery delivery = recent.claim(event, outcomes, place);
        if (delivery != null) {
            leaving.add(delivery);
        } else if (lane == Lane.SINGLE) {
            outcomes.expiresBy(timer);
        }
    }

    /** Counts all of them together, before any leaves. */
    private void received(List<Reading> readings, Outcomes outcomes) {
        int probes = 0;
        for (int place = 0; place < readings.size(); place++) {
            if (readings.get(place) instanceof Event event && event.fromProbe()) {
                probes++;
                receivedFromProbe(event);
                outcomes.markProbe(place);
            }
        }
        counters.add(WorkerCounter.RECEIVED, readings.size() - probes);
    }

    private void receivedFromProbe(Event event) {
        counters.increment(WorkerCounter.PROBE_RECEIVED);
        // nobody answers a datagram: an operator's probe sees by this count that it arrived
        if ("udp".equals(event.value(Field.TRANSPORT))) {
            counters.increment(WorkerCounter.PROBE_UDP);
        }
    }

    private static Verdict verdict(List<@Nullable Refusal> refusals, Lane lane) {
        for (Refusal refusal : refusals) {
            if (refusal != null) {
                return lane == Lane.SINGLE ? new Verdict.Refused(refusal) : new Verdict.Mixed(refusals);
            }
        }
        return ACCEPTED;
    }
}
