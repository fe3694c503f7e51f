package com.runmat.telemetry.capacity.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.capacity.simulation.Traffic.Burst;
import com.runmat.telemetry.capacity.simulation.Traffic.Loss;
import com.runmat.telemetry.capacity.simulation.Traffic.Span;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each case can be reckoned by hand. */
class SimulationTest {
    private static final double NEAR = 30;

    /** Two forwarders: 1,000 a second each, 100 in a socket, 500 held, for 5 s. */
    private static final Fleet FLEET = new Fleet(2, 1_000, 100, 500, 5, 2_000, 0, 10_000);

    private Outcome outcome = run(FLEET, calm(0));

    @AfterEach
    void sumsHold() {
        double ends = outcome.delivered()
                + outcome.kernelDropped()
                + outcome.queueFull()
                + outcome.expired()
                + outcome.lost();
        assertEquals(outcome.sent(), ends, 1e-3);
    }

    @Test
    void of_lessThanItsLimits_allArriveAtOnce() {
        run(FLEET, calm(1_900));
        assertEquals(19_000, outcome.delivered(), 1e-3);
        assertEquals(0, outcome.longest(), 0.02);
    }

    @Test
    void of_moreThanTheCpuTakes_kernelDropsTheRest() {
        run(FLEET, calm(3_000));
        assertEquals(10 * 1_000 - 200, outcome.kernelDropped(), NEAR);
    }

    @Test
    void of_shortBurst_socketsHoldIt() {
        run(FLEET, new Traffic(10, 1_000, List.of(new Burst(new Span(5, 5.1), 3.5)), List.of(), List.of()));
        assertEquals(0, outcome.kernelDropped(), 1e-3);
        assertTrue(outcome.mostHeld() > 100, outcome.toString());
    }

    @Test
    void of_outageBeyondTheQueues_restIsDropped() {
        run(FLEET, away(1_000, 3));
        assertEquals(3_000 - 1_000, outcome.queueFull(), NEAR);
        assertEquals(3, outcome.longest(), 0.1);
    }

    @Test
    void of_outageBeyondTheAge_oldOnesAreDropped() {
        run(FLEET, away(50, 9));
        assertEquals(50 * 4, outcome.expired(), NEAR);
        assertEquals(5, outcome.longest(), 0.1);
    }

    @Test
    void of_pauseAfterAnOutage_isPartOfIt() {
        run(new Fleet(2, 1_000, 100, 500, 60, 2_000, 1, 10_000), away(1_000, 3));
        assertEquals(4_000 - 1_000, outcome.queueFull(), NEAR);
    }

    @Test
    void of_slowWorker_deliversWhatItTakes() {
        run(new Fleet(2, 1_000, 100, 500, 60, 2_000, 0, 600), calm(1_000));
        assertEquals(10 * 400 - 1_000, outcome.queueFull(), NEAR);
    }

    @Test
    void of_lostForwarder_losesItsShareUntilThatIsNoticed() {
        run(FLEET, new Traffic(10, 1_000, List.of(), List.of(), List.of(new Loss(1, 2, 3, 5))));
        assertEquals(500 * 3, outcome.lost(), NEAR);
    }

    @Test
    void of_lostForwarder_losesWhatItHeld() {
        run(FLEET, new Traffic(10, 1_000, List.of(), List.of(new Span(1, 4)), List.of(new Loss(0, 3, 0, 1))));
        assertEquals(500, outcome.lost(), NEAR);
    }

    @Test
    void fleet_ofNothing_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Fleet(0, 1, 1, 1, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Fleet(1, 1, 1, 1, 1, 0, 1, 1));
    }

    private Outcome run(Fleet fleet, Traffic traffic) {
        outcome = Simulation.of(fleet, traffic);
        return outcome;
    }

    private static Traffic calm(double rate) {
        return new Traffic(10, rate, List.of(), List.of(), List.of());
    }

    private static Traffic away(double rate, double seconds) {
        return new Traffic(20, rate, List.of(), List.of(new Span(2, 2 + seconds)), List.of());
    }
}
