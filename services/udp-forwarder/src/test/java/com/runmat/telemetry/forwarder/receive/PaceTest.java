package com.runmat.telemetry.forwarder.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Pace}. */
class PaceTest {
    private static final int LARGE = 4 << 20;

    private static final Duration LINGER = Duration.ofMillis(500);

    private final Pace pace = new Pace(LARGE, 8, LINGER);
    private final long longest = longest(LARGE, 8, LINGER);

    private static long longest(int receiveBuffer, int sockets, Duration linger) {
        return new Pace(receiveBuffer, sockets, linger).restAfter(1, 0);
    }

    /** A sender of a steady rate: what arrives in a rest is the next burst. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 30_000, 100_000, 300_000})
    void restAfter_steadyRate_gathersTheAim(int rate) {
        long rest = longest;
        for (int i = 0; i < 20; i++) {
            rest = pace.restAfter(arrivedIn(rest, rate), 0);
        }
        int arrived = arrivedIn(rest, rate);
        assertTrue(arrived >= Pace.AIM / 2 && arrived <= 2 * Pace.AIM, "a burst of " + arrived);
    }

    private static int arrivedIn(long nanos, int rate) {
        return (int) Math.max(1, nanos * rate / 1_000_000_000);
    }

    @Test
    void restAfter_fewDatagrams_isTheLongest() {
        pace.restAfter(200, 0);
        for (int i = 0; i < 3; i++) {
            pace.restAfter(1, 0);
        }
        assertEquals(longest, pace.restAfter(1, 0));
        assertTrue(longest > 70_000_000 && longest <= Pace.LONGEST_NANOS, "" + longest);
    }

    @Test
    void restAfter_floodBegins_isShortAtOnce() {
        assertTrue(pace.restAfter(7_000, longest) < 3_000_000);
    }

    /** What comes behind it comes all at once. */
    @Test
    void restAfter_lullInAFlood_doublesAtMost() {
        long flood = pace.restAfter(7_000, 0);
        assertEquals(2 * flood, pace.restAfter(1, flood));
        assertEquals(4 * flood, pace.restAfter(1, 3 * flood));
    }

    @Test
    void restAfter_smallBuffers_restsNoLongerThanHalfOfThemHolds() {
        long rest = longest(212_992, 8, LINGER);
        assertTrue(rest <= 4_000_000 && rest >= Pace.SHORTEST_NANOS, "" + rest);
        assertEquals(Pace.SHORTEST_NANOS, longest(1, 8, LINGER));
    }

    /** A sender's datagrams all go to one of them: two sockets hold no more of it than one does. */
    @Test
    void restAfter_fewSockets_restsNoLongerThanHalfOfOneHolds() {
        long one = longest(LARGE, 1, LINGER);
        assertTrue(one > 15_000_000 && one < 20_000_000, "" + one);
        assertEquals(one, longest(LARGE, 2, LINGER));
        assertEquals(2 * one, longest(LARGE, 4, LINGER));
    }

    @Test
    void restAfter_eventsThatMayWaitLittle_isAFifthOfIt() {
        assertEquals(10_000_000, longest(LARGE, 8, Duration.ofMillis(50)));
        assertEquals(Pace.SHORTEST_NANOS, longest(LARGE, 8, Duration.ZERO));
        assertEquals(Pace.LONGEST_NANOS, longest(LARGE, 64, Duration.ofSeconds(10)));
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
