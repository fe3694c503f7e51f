package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A release is bad: back to images that were good, and forward again. */
final class Rollback {
    private static final String GOOD = "us-docker.pkg.dev/runmat-example/telemetry/%s:known-good";

    private Rollback() {}

    static Drill of(StackSettings settings) {
        return new Drill(
                "rollback",
                "images that were good run again, and then the newest",
                "bad-release.md",
                List.of(),
                List.of("GOOD_WORKER", "GOOD_FORWARDER"),
                List.of(
                        Step.set(
                                "name the worker's image that was good",
                                Map.of("workerImage", GOOD.formatted("worker")),
                                List.of("pulumi config set workerImage \"$GOOD_WORKER\"")),
                        Step.up("run it", onlyTheWorker()),
                        Step.set(
                                "name the forwarder's image that was good",
                                Map.of("forwarderImage", GOOD.formatted("udp-forwarder")),
                                List.of("pulumi config set forwarderImage \"$GOOD_FORWARDER\"")),
                        Step.up("run it"),
                        Step.set(
                                "with the sources mended, forward again",
                                Map.of(
                                        "workerImage", given(settings, "workerImage"),
                                        "forwarderImage", given(settings, "forwarderImage"))),
                        Step.up("the newest images run")),
                List.of(
                        Promises.nothingIsRefused(),
                        Promises.survivorsStand(resource -> false),
                        Promises.onlyTheseChange(
                                Set.of("Repository", "Service", "InstanceTemplate", "RegionInstanceGroupManager")),
                        Promises.onlyTheseGo(
                                "the template of machines that are replaced, after the group has the new one",
                                act -> act.replacement()
                                        && act.resource().kind().equals("InstanceTemplate")),
                        newTemplateFirst()));
    }

    /** An image that was named before is named again; else the sources' own is. */
    private static String given(StackSettings settings, String key) {
        return settings.config().getOrDefault(Setting.key(key), "");
    }

    private static Promise onlyTheWorker() {
        return Promises.onlyTheseChange(Set.of("Repository", "Service"));
    }

    /** Google refuses to delete a template that a group uses, and without one no machine is made anew. */
    private static Promise newTemplateFirst() {
        return new Promise("a template goes only when its group has another", update -> {
            var acts = update.acts();
            for (int place = 0; place < acts.size(); place++) {
                var after = acts.subList(place, acts.size());
                if (acts.get(place).is(Act.Kind.DELETE)
                        && after.stream().anyMatch(act -> act.resource().kind().equals("RegionInstanceGroupManager"))) {
                    return List.of(acts.get(place).described() + " before the group is told");
                }
            }
            return List.of();
        });
    }
}
