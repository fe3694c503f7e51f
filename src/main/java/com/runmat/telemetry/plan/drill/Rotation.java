package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ingestion key leaks: a new one, while released clients still send the old. */
final class Rotation {
    private static final String NEW = "a-new-ingestion-key-that-nobody-knows";
    private static final Set<String> TOUCHED = Set.of(
            "Secret", "SecretVersion", "SecretIamMember", "Service", "InstanceTemplate", "RegionInstanceGroupManager");

    private Rotation() {}

    static Drill of(StackSettings settings) {
        var old = settings.config().getOrDefault("telemetry:ingestionKey", "");
        return new Drill(
                "rotation",
                "the ingestion key is renewed while clients send the old one",
                "key-leaked.md",
                List.of(Map.of("telemetry:ingestionKeyPrevious", "")),
                List.of("NEW_KEY"),
                List.of(
                        Step.set(
                                "keep the old key, set a new one",
                                Map.of("ingestionKeyPrevious", old, "ingestionKey", NEW),
                                List.of(
                                        "pulumi config get ingestionKey | pulumi config set --secret ingestionKeyPrevious",
                                        "pulumi config set --secret ingestionKey \"$NEW_KEY\"")),
                        Step.up(
                                "the worker takes both, the forwarders send the new one",
                                workerBeforeForwarders(),
                                oldKeyGoesLast()),
                        Step.set(
                                "when nobody sends the old key any more",
                                Map.of("ingestionKeyPrevious", ""),
                                List.of("pulumi config rm ingestionKeyPrevious")),
                        Step.up("the old key is refused", oldKeyGoesLast())),
                List.of(
                        Promises.nothingIsRefused(),
                        Promises.survivorsStand(resource -> false),
                        Promises.onlyTheseChange(TOUCHED)));
    }

    /** A forwarder that sends a key that no worker takes yet has its events refused for good. */
    private static Promise workerBeforeForwarders() {
        return new Promise("each worker takes both keys before the first machine sends the new one", update -> {
            var acts = update.acts();
            var lastWorker = last(acts, act -> worker(act.resource()));
            var firstGroup = first(acts, act -> act.resource().kind().equals("RegionInstanceGroupManager"));
            var one = update.after().byUrn().values().stream()
                    .filter(Rotation::worker)
                    .filter(worker -> !String.valueOf(worker.properties()).contains("INGESTION_KEY_PREVIOUS"))
                    .map(worker -> worker.name() + " takes one key only");
            var late = lastWorker < 0 || firstGroup < 0 || firstGroup < lastWorker
                    ? Stream.of("machines are renewed before the worker: "
                            + acts.stream().map(Act::described).toList())
                    : Stream.<String>empty();
            return Stream.concat(one, late).toList();
        });
    }

    private static Promise oldKeyGoesLast() {
        return new Promise("no key is destroyed before all that read it are renewed", update -> {
            var acts = update.acts();
            var firstGone = first(
                    acts,
                    act -> act.is(Act.Kind.DELETE) && act.resource().kind().equals("SecretVersion"));
            var lastReader = last(
                    acts, act -> worker(act.resource()) || act.resource().kind().equals("RegionInstanceGroupManager"));
            return firstGone >= 0 && firstGone < lastReader
                    ? List.of(acts.get(firstGone).described() + " before "
                            + acts.get(lastReader).described())
                    : List.of();
        });
    }

    private static boolean worker(PlannedResource resource) {
        return resource.type().equals("gcp:cloudrunv2/service:Service");
    }

    private static int first(List<Act> acts, Predicate<Act> which) {
        return IntStream.range(0, acts.size())
                .filter(place -> which.test(acts.get(place)))
                .findFirst()
                .orElse(-1);
    }

    private static int last(List<Act> acts, Predicate<Act> which) {
        return IntStream.range(0, acts.size())
                .filter(place -> which.test(acts.get(place)))
                .max()
                .orElse(-1);
    }
}
