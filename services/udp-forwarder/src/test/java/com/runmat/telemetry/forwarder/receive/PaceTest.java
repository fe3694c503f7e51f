package com.runmat.telemetry.forwarder.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Pace}. */
class PaceTest {
    private static final int LARGE = 4 << 20;

    private final Pace pace = new Pace(LARGE);
    private final long longest = new Pace(LARGE).restAfter(1, 0);

    /** A sender of a steady rate: what arrives in a rest is the next burst. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 30_000, 100_000, 300_000})
    void restAfter_steadyRate_gathersTheAim(int rate) {
        long rest = longest;
        for (int i = 0; i < 20; i++) {
            rest = restAfter(arrivedIn(rest, rate));
        }
        int arrived = arrivedIn(rest, rate);
        assertTrue(arrived >= Pace.AIM / 2 && arrived <= 2 * Pace.AIM, "a burst of " + arrived);
    }

    private static int arrivedIn(long nanos, int rate) {
        return (int) Math.max(1, nanos * rate / 1_000_000_000);
    }

    /** Full bursts are read on at once; the rest after the last of them counts. */
    private long restAfter(int datagrams) {
        int left = datagrams;
        while (left >= Receiver.BURST) {
            assertEquals(0, pace.restAfter(Receiver.BURST, 0));
            left -= Receiver.BURST;
        }
        return pace.restAfter(Math.max(1, left), 0);
    }

    @Test
    void restAfter_fewDatagrams_isTheLongest() {
        pace.restAfter(200, 0);
        for (int i = 0; i < 3; i++) {
            pace.restAfter(1, 0);
        }
        assertEquals(longest, pace.restAfter(1, 0));
        assertTrue(longest > 30_000_000 && longest <= Pace.LONGEST_NANOS, "" + longest);
    }

    @Test
    void restAfter_smallBuffer_restsNoLongerThanHalfOfItHolds() {
        long rest = new Pace(212_992).restAfter(1, 0);
        assertTrue(rest <= 2_000_000 && rest >= Pace.SHORTEST_NANOS, "" + rest);
        assertEquals(Pace.SHORTEST_NANOS, new Pace(1).restAfter(1, 0));
    }

    /** Else each of them would be followed by a wake-up for nothing. */
    @Test
    void restAfter_burstsFurtherApartThanARest_isForTheNextOne() {
        assertEquals(longest, pace.restAfter(32, 0));
        assertEquals(Pace.UNTIL_NEXT, pace.restAfter(0, longest));
        for (int burst = 1; burst < 5; burst++) {
            assertEquals(Pace.UNTIL_NEXT, pace.restAfter(32, 2L * burst * longest));
        }
    }

    @Test
    void restAfter_burstsComeCloserAgain_restsAgain() {
        assertEquals(Pace.UNTIL_NEXT, pace.restAfter(0, 0));
        assertEquals(Pace.UNTIL_NEXT, pace.restAfter(32, 2 * longest));
        assertEquals(longest, pace.restAfter(32, 3 * longest - 1));
        assertEquals(longest, pace.restAfter(32, 9 * longest), "until one is in vain");
    }
}
