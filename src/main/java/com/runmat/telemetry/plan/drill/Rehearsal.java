package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.adopt.Adoption;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A drill on the graph: each step's settings are planned, and each update acted out in the order of an engine. */
final class Rehearsal {
    private final Function<StackSettings, Plan> program;
    private StackSettings settings;
    private Standing standing;

    private Rehearsal(StackSettings settings, Function<StackSettings, Plan> program) {
        this.program = program;
        this.settings = settings;
        standing = Standing.of(program.apply(settings));
    }

    /** A promise, and what broke it. */
    record Finding(Promise promise, List<String> broken) {}

    /**
     * What a step did.
     *
     * @param update empty for a step that is none
     */
    record Result(Step step, Optional<Update.Done> update, List<Finding> findings) {
        boolean kept() {
            return findings.stream().allMatch(finding -> finding.broken().isEmpty());
        }
    }

    /**
     * Acts all steps out.
     *
     * @param program what is planned for settings
     */
    static List<Result> of(Drill drill, StackSettings settings, Function<StackSettings, Plan> program) {
        var rehearsal = new Rehearsal(drill.settings(settings), program);
        var results = new ArrayList<Result>();
        drill.steps().forEach(step -> results.add(rehearsal.act(drill, step)));
        return results;
    }

    private Result act(Drill drill, Step step) {
        settings = Setting.changed(settings, step.settings());
        var update = Optional.<Update.Done>empty();
        switch (step.kind()) {
            case LOSS -> standing = Standing.NOTHING;
            case IMPORT -> standing = imported(program.apply(settings));
            case UPDATE -> update = Optional.of(Update.of(standing, program.apply(settings), step.leftOut()));
            case EVENT, SETTINGS, LOOK, BY_HAND -> {}
        }
        standing = update.map(Update.Done::after).orElse(standing);
        return new Result(
                step,
                update,
                update.stream().flatMap(done -> findings(drill, step, done)).toList());
    }

    /** All that has an id, and all that Google is asked for. */
    private static Standing imported(Plan plan) {
        return Standing.of(Adoption.assumed(plan).imported());
    }

    private static Stream<Finding> findings(Drill drill, Step step, Update.Done done) {
        return Stream.concat(drill.promises().stream(), step.promises().stream())
                .map(promise -> new Finding(promise, promise.broken().apply(done)));
    }
}
