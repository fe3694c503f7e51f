package com.runmat.telemetry.worker.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.kit.Counted;
import com.runmat.telemetry.worker.kit.Samples;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link Outcomes}. */
class OutcomesTest {
    private final Counters<WorkerCounter> counters = new Counters<>(WorkerCounter.class);
    private final List<List<@Nullable Refusal>> heard = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "0.6.2, DELIVERED, false, accepted,",
        "0.6.2, DELIVERED, true, duplicate,",
        "0.6.2, UNCONFIRMED, false, accepted,",
        "0.6.2, UNREACHABLE, false, refused_forward_failed, FORWARD_FAILED",
        "0.6.2, UNREACHABLE, true, refused_forward_failed, FORWARD_FAILED",
        "probe, DELIVERED, false, probe_accepted,",
        "probe, DELIVERED, true, probe_duplicate,",
        "probe, REFUSED, false, probe_failed, FORWARD_FAILED",
    })
    void outcome_isCountedAndTold(
            String release, Outcome outcome, boolean copy, String counter, @Nullable Refusal refusal) {
        outcomes(1).at(0, event(release)).outcome(outcome, copy);
        assertEquals(List.of(Collections.singletonList(refusal)), heard);
        assertEquals(Map.of(counter, 1L), Counted.in(counters));
    }

    @Test
    void complete_isToldOnce_inTheSendersOrder_whateverCameFirst() {
        Outcomes outcomes = outcomes(3);
        outcomes.at(2, event("0.6.2")).outcome(Outcome.EXPIRED, false);
        outcomes.refused(0, Refusal.INVALID_EVENT);
        assertEquals(List.of(), heard);
        outcomes.at(1, event("0.6.2")).outcome(Outcome.DELIVERED, false);
        assertEquals(List.of(Arrays.asList(Refusal.INVALID_EVENT, null, Refusal.FORWARD_FAILED)), heard);
        assertEquals(
                Map.of("accepted", 1L, "refused_forward_failed", 1L, "refused_invalid_event", 1L),
                Counted.in(counters));
    }

    @Test
    void outcome_afterTheFirst_isNotHeard() {
        Outcomes.Slot slot = outcomes(2).at(0, event("0.6.2"));
        slot.outcome(Outcome.DELIVERED, false);
        slot.outcome(Outcome.EXPIRED, true);
        assertEquals(List.of(), heard, "the other event is open");
        assertEquals(Map.of("accepted", 1L), Counted.in(counters));
    }

    @Test
    void expiresBy_endsTheWait() {
        outcomes(1).at(0, event("0.6.2")).expiresBy(new AnswerTimer(Duration.ofMillis(1)));
        await().until(() -> !heard.isEmpty());
        assertEquals(List.of(List.of(Refusal.FORWARD_FAILED)), heard);
        assertEquals(Map.of("refused_forward_failed", 1L), Counted.in(counters));
    }

    private Outcomes outcomes(int size) {
        return new Outcomes(size, counters, heard::add);
    }

    private static Event event(String release) {
        return Samples.event(Samples.started(1).replace("\"os\"", "\"release\":\"" + release + "\",\"os\""));
    }
}
