package com.runmat.telemetry.worker.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.kit.Counted;
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
        "false, DELIVERED, false, accepted,",
        "false, DELIVERED, true, duplicate,",
        "false, UNCONFIRMED, false, accepted,",
        "false, UNREACHABLE, false, refused_forward_failed, FORWARD_FAILED",
        "false, UNREACHABLE, true, refused_forward_failed, FORWARD_FAILED",
        "true, DELIVERED, false, probe_accepted,",
        "true, DELIVERED, true, probe_duplicate,",
        "true, REFUSED, false, probe_failed, FORWARD_FAILED",
    })
    void outcome_isCountedAndTold(
            boolean probe, Outcome outcome, boolean copy, String counter, @Nullable Refusal refusal) {
        Outcomes outcomes = outcomes(1);
        if (probe) {
            outcomes.markProbe(0);
        }
        outcomes.outcome(0, outcome, copy);
        assertEquals(List.of(Collections.singletonList(refusal)), heard);
        assertEquals(Map.of(counter, 1L), Counted.in(counters));
    }

    @Test
    void complete_isToldOnce_inTheSendersOrder_whateverCameFirst() {
        Outcomes outcomes = outcomes(3);
        outcomes.outcome(2, Outcome.EXPIRED, false);
        outcomes.refused(0, Refusal.INVALID_EVENT);
        assertEquals(List.of(), heard);
        outcomes.outcome(1, Outcome.DELIVERED, false);
        assertEquals(List.of(Arrays.asList(Refusal.INVALID_EVENT, null, Refusal.FORWARD_FAILED)), heard);
        assertEquals(
                Map.of("accepted", 1L, "refused_forward_failed", 1L, "refused_invalid_event", 1L),
                Counted.in(counters));
    }

    @Test
    void outcome_ofProbesAmongOthers_areCountedApart() {
        Outcomes outcomes = outcomes(3);
        outcomes.markProbe(1);
        for (int place = 0; place < 3; place++) {
            outcomes.outcome(place, Outcome.DELIVERED, false);
        }
        assertEquals(Map.of("accepted", 2L, "probe_accepted", 1L), Counted.in(counters));
    }

    @Test
    void outcome_ofTheOnlyEvent_afterTheFirst_isNotHeard() {
        Outcomes outcomes = outcomes(1);
        outcomes.outcome(0, Outcome.DELIVERED, false);
        outcomes.outcome(0, Outcome.EXPIRED, true);
        assertEquals(List.of(Collections.singletonList(null)), heard);
        assertEquals(Map.of("accepted", 1L), Counted.in(counters));
    }

    @Test
    void expiresBy_endsTheWait() {
        outcomes(1).expiresBy(new AnswerTimer(Duration.ofMillis(1)));
        await().until(() -> !heard.isEmpty());
        assertEquals(List.of(List.of(Refusal.FORWARD_FAILED)), heard);
        assertEquals(Map.of("refused_forward_failed", 1L), Counted.in(counters));
    }

    private Outcomes outcomes(int size) {
        return new Outcomes(size, counters, heard::add);
    }
}
