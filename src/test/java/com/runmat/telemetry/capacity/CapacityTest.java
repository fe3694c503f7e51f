package com.runmat.telemetry.capacity;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.capacity.simulation.Outcome;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CapacityTest {
    private static final Figures FIGURES = Figures.measured();
    private static final Stack PROD = Stack.of(StackSettingsReader.read(Path.of(""), "prod"));

    /** A tenth is what two runs of the same measurement differ by. */
    @TestFactory
    List<DynamicTest> points_asMeasured_areReproducedWithinATenth() {
        return Point.measured().stream()
                .map(point -> DynamicTest.dynamicTest(point.name(), () -> {
                    Outcome simulated = point.simulated();
                    double tenth = point.sent() / 10;
                    assertAll(
                            () -> assertEquals(point.delivered(), simulated.delivered(), tenth),
                            () -> assertEquals(point.queueFull(), simulated.queueFull(), tenth),
                            () -> assertEquals(point.expired(), simulated.expired(), tenth));
                }))
                .toList();
    }

    @Test
    void figures_ofTheServices_areTheirDefaults() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Map<String, Object> defaults = Map.of(
                "FORWARDER_SOCKETS", (long) FIGURES.forwarder().sockets(),
                "FORWARDER_LINGER", (long) (FIGURES.forwarder().linger() * 1000) + "ms",
                "FORWARDER_QUEUE_EVENTS", (long) FIGURES.forwarder().queueEvents(),
                "FORWARDER_BATCH_EVENTS", (long) FIGURES.forwarder().batchEvents(),
                "FORWARDER_RECEIVE_BUFFER", (long) FIGURES.forwarder().receiveBuffer(),
                "FORWARDER_MAX_AGE", (long) FIGURES.forwarder().maxAge() / 60 + "m",
                "FORWARDER_MAX_BACKOFF", (long) FIGURES.forwarder().maxBackoff() + "s",
                "BATCH_EVENTS", (long) FIGURES.worker().batchEvents(),
                "POSTHOG_REQUESTS", (long) FIGURES.worker().requests());
        defaults.forEach((name, value) ->
                assertTrue(readme.contains("| `" + name + "` | `" + value + "` |"), name + " is not " + value));
    }

    @Test
    void need_atItsPeak_losesNothing() {
        for (double perDay : List.of(1e5, 1e6, 1e7, 1e8, 1e9, 1e10)) {
            Demand demand = new Demand(perDay, 4);
            Outcome calm = Trouble.all().get(0).at(demand, Need.of(demand, PROD, FIGURES), PROD, FIGURES);
            assertEquals(0, calm.missing(), 1e-9, demand + ": " + calm);
        }
    }

    @Test
    void need_ofMore_isNeverLess() {
        Need before = Need.of(new Demand(1, 4), PROD, FIGURES);
        for (double perDay = 10; perDay < 1e12; perDay *= 10) {
            Need now = Need.of(new Demand(perDay, 4), PROD, FIGURES);
            assertTrue(cores(now) >= cores(before), now.toString());
            assertTrue(
                    now.workers() * now.workerConcurrency() >= before.workers() * before.workerConcurrency(),
                    now.toString());
            before = now;
        }
    }

    @Test
    void need_withOneZoneLost_isStillEnough() {
        Demand demand = new Demand(1e10, 4);
        Need need = Need.of(demand, PROD, FIGURES);
        double left = cores(need) * 2 / 3;
        assertTrue(left * FIGURES.assumed().usage() * 1e6 / FIGURES.forwarder().cpuMicros() >= demand.atPeak());
    }

    @Test
    void need_thatTheStackGives_setsNothing() {
        assertEquals(List.of(), Need.of(new Demand(1e6, 4), PROD, FIGURES).settings(PROD));
    }

    @Test
    void need_beyondTheFirstWall_namesTheSettingThatMovesIt() {
        Wall first = Wall.of(PROD, FIGURES).get(0);
        List<String> settings = Need.of(new Demand(first.perSecond() * 86_400, 2), PROD, FIGURES)
                .settings(PROD);
        assertTrue(
                settings.stream()
                        .anyMatch(setting -> first.turn().contains(setting.substring(0, setting.indexOf(' ')))),
                first + " " + settings);
    }

    @Test
    void inSteps_chargesEachStepAtItsPrice() {
        var steps = List.of(new UsePrices.Step(10, 2), new UsePrices.Step(Double.POSITIVE_INFINITY, 1));
        assertEquals(8, UsePrices.inSteps(steps, 4));
        assertEquals(25, UsePrices.inSteps(steps, 15));
    }

    @Test
    void money_ofTwiceAsMany_isNotMoreThanTwice() {
        double once = total(1e8);
        double twice = total(2e8);
        assertTrue(twice > once && twice < 2 * once, once + " " + twice);
    }

    @Test
    void money_ofFewEvents_hasARequestOfTheForwarderForNearlyEach() {
        double few = requests(1e3);
        double many = requests(1e9);
        double lone =
                UsePrices.standard().runMillion() * 2 + UsePrices.standard().armorMillion();
        double shared =
                UsePrices.standard().runMillion() * (1 + 1 / FIGURES.forwarder().batchEvents())
                        + UsePrices.standard().armorMillion();
        assertEquals(lone, few, lone / 100);
        assertEquals(shared, many, shared / 1000);
    }

    /** Dollars of a million. */
    private static double requests(double perDay) {
        Double dollars = money(perDay).items().get("requests (Cloud Run, Cloud Armor)");
        return Objects.requireNonNull(dollars) / new Demand(perDay, 4).perMonth() * 1e6;
    }

    private static double total(double perDay) {
        return money(perDay).total();
    }

    private static Money money(double perDay) {
        Demand demand = new Demand(perDay, 4);
        return Money.of(demand, Need.of(demand, PROD, FIGURES), PROD, FIGURES, UsePrices.standard());
    }

    private static double cores(Need need) {
        return need.forwarders() * need.machine().cores();
    }
}
