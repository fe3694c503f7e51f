package com.runmat.telemetry.plan.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.settings.StackSettings;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each drill on prod as it is, and on a prod from which a protection was taken. */
class RehearsalTest {
    private static final StackSettings PROD = StackSettingsReader.read(Path.of(""), "prod");
    private static final Map<StackSettings, Plan> PLANS = new ConcurrentHashMap<>();

    private static Plan plan(StackSettings settings) {
        return PLANS.computeIfAbsent(settings, Preview::of);
    }

    static Stream<String> drills() {
        return Drills.all(PROD).stream().map(Drill::name);
    }

    private static List<Rehearsal.Result> rehearse(String name, UnaryOperator<PlannedResource> planted) {
        var drill = Drills.named(name, PROD).orElseThrow();
        return Rehearsal.of(drill, PROD, settings -> Planted.in(plan(settings), planted));
    }

    private static List<String> broken(List<Rehearsal.Result> results) {
        return results.stream()
                .flatMap(result -> result.findings().stream())
                .filter(finding -> !finding.broken().isEmpty())
                .map(finding -> finding.promise().says() + ": " + finding.broken())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("drills")
    void drill_onProd_keepsItsPromises(String name) {
        var results = rehearse(name, UnaryOperator.identity());

        assertEquals(List.of(), broken(results));
        assertTrue(results.stream().anyMatch(result -> !result.findings().isEmpty()));
        assertFalse(
                results.stream()
                        .flatMap(result -> result.update().stream())
                        .allMatch(update -> update.acts().isEmpty()),
                "nothing was done, so nothing was rehearsed");
    }

    @Test
    void print() {
        for (var drill : Drills.all(PROD)) {
            System.out.println("== " + drill.name());
            for (var result : rehearse(drill.name(), UnaryOperator.identity())) {
                System.out.println(
                        "-- " + result.step().says() + " " + result.step().commands());
                result.update()
                        .ifPresent(done -> done.acts().forEach(act -> System.out.println("   " + act.described())));
            }
        }
    }
}
