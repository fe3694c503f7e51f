package com.runmat.telemetry.worker.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.worker.delivery.Delivery;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.kit.CapturedLog;
import com.runmat.telemetry.worker.kit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests for {@link RecentEvents}. */
class RecentEventsTest {
    private final RecentEvents recent = new RecentEvents(2);
    private final List<String> heard = new ArrayList<>();
    private final RecentEvents.Waiter waiter = (place, outcome, copy) -> heard.add(outcome + (copy ? " copy" : ""));

    @Test
    void claim_whileLeaving_waitsForTheSameOutcome() {
        Delivery first = claim(1);
        assertNull(recent.claim(event(1), waiter, 0));
        assertEquals(List.of(), heard);
        first.completed(Outcome.DELIVERED);
        assertEquals(List.of("DELIVERED", "DELIVERED copy"), heard);
    }

    @Test
    void claim_afterItLeft_hearsAtOnce() {
        claim(1).completed(Outcome.DELIVERED);
        assertNull(recent.claim(event(1), waiter, 0));
        assertEquals(List.of("DELIVERED", "DELIVERED copy"), heard);
    }

    @Test
    void claim_afterFailure_leavesAgain() {
        claim(1).completed(Outcome.REFUSED);
        assertNotNull(recent.claim(event(1), waiter, 0));
    }

    @Test
    void claim_afterUnconfirmedOutcome_neverLeavesAgain() {
        claim(1).completed(Outcome.UNCONFIRMED);
        assertNull(recent.claim(event(1), waiter, 0));
        assertEquals(List.of("UNCONFIRMED", "UNCONFIRMED copy"), heard);
    }

    @Test
    void completed_waiterThatThrows_keepsNoOtherFromHearing() {
        Delivery first = Objects.requireNonNull(recent.claim(
                event(1),
                (place, outcome, copy) -> {
                    throw new IllegalStateException("a defect");
                },
                0));
        assertNull(recent.claim(event(1), waiter, 0));
        try (CapturedLog log = new CapturedLog()) {
            first.completed(Outcome.DELIVERED);
            assertTrue(log.text().contains("telling a request the outcome of its event failed"), log::text);
        }
        assertEquals(List.of("DELIVERED copy"), heard);
    }

    @Test
    void claim_beyondTheLimit_forgetsTheEldestButNoneOnItsWay() {
        Delivery leaving = claim(0);
        for (int i = 1; i <= 3; i++) {
            claim(i).completed(Outcome.DELIVERED);
        }
        assertNotNull(recent.claim(event(1), waiter, 0), "forgotten");
        assertNull(recent.claim(event(2), waiter, 0), "remembered");
        assertNull(recent.claim(event(3), waiter, 0), "remembered");
        assertNull(recent.claim(event(0), waiter, 0), "on its way");
        leaving.completed(Outcome.DELIVERED);
    }

    @Test
    void completed_tellsEachTheOutcomeAtItsOwnPlace() {
        RecentEvents.Waiter placed = (place, outcome, copy) -> heard.add(place + " " + outcome);
        Delivery first = Objects.requireNonNull(recent.claim(event(1), placed, 7));
        assertNull(recent.claim(event(1), placed, 8));
        first.completed(Outcome.DELIVERED);
        assertNull(recent.claim(event(1), placed, 9));
        assertEquals(List.of("7 DELIVERED", "8 DELIVERED", "9 DELIVERED"), heard);
    }

    @Test
    void claim_probesEvent_isKnownAsOne() {
        Event probe = Samples.event("{\"event_label\":\"install_start\",\"release\":\"probe\"}");
        assertTrue(Objects.requireNonNull(recent.claim(probe, waiter, 0)).fromProbe());
        assertFalse(claim(1).fromProbe());
    }

    private Delivery claim(int number) {
        return Objects.requireNonNull(recent.claim(event(number), waiter, 0));
    }

    private static Event event(int number) {
        return Samples.event(Samples.started(number));
    }
}
