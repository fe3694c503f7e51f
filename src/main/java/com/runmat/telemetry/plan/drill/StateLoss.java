package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Set;

/** The state is gone, and what stands is imported by its names. */
final class StateLoss {
    /** What the provider does not tell whole: a new one is as good, and stands before the old one goes. */
    private static final Set<String> AS_GOOD = Set.of("InstanceTemplate", "Dashboard");

    private StateLoss() {}

    static Drill of(StackSettings settings) {
        var stack = settings.stack();
        return new Drill(
                "state-loss",
                "the state of " + stack + " is gone, and all that it told of stands",
                "state-lost.md",
                List.of(),
                List.of(),
                List.of(
                        Step.loss("the state is lost, generations and exports too", "lose-state " + stack),
                        Step.look("an empty state", "Created stack", "pulumi stack init " + stack),
                        Step.look(
                                "ask Google what stands",
                                "0 are left out|resources have an id",
                                "./telemetry adopt " + stack + " --look-up >adopt.json"),
                        Step.imported(
                                "take it over",
                                "imported",
                                "pulumi import --file adopt.json --protect=false --generate-code=false --yes"),
                        Step.look(
                                "see that nothing is created or replaced but a template or the dashboard",
                                "Resources:",
                                "pulumi preview"),
                        Step.up("bring it up to date", nothingIsMade(), Promises.survivorsStand(resource -> false))),
                List.of(Promises.nothingIsRefused()));
    }

    private static Promise nothingIsMade() {
        return Promise.nothing(
                "nothing is made that stands already, and nothing that serves is replaced",
                act -> (act.is(Act.Kind.CREATE) || act.is(Act.Kind.DELETE))
                        && !(act.replacement()
                                && AS_GOOD.contains(act.resource().kind())));
    }
}
