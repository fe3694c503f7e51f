package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A region dies, is left, answers again and is gone back to. */
final class RegionLoss {
    private static final List<String> NEXT = List.of("us-east4", "us-central1", "europe-west1", "asia-northeast1");

    private final String dead;
    private final String next;
    private final LeftOut ofDead;
    private final LeftOut ofNext;
    private final List<Map<String, String>> before;

    private RegionLoss(String dead, String next, List<Map<String, String>> before) {
        this.before = before;
        this.dead = dead;
        this.next = next;
        ofDead = LeftOut.region(dead);
        ofNext = LeftOut.region(next);
    }

    /** Of the stack's only or first region, to another of its continent that it is not in. */
    static Drill of(StackSettings settings) {
        var dead = first(settings);
        var next = NEXT.stream()
                .filter(region -> !region.equals(dead) && continent(region).equals(continent(dead)))
                .findFirst()
                .orElse(NEXT.get(0));
        return new RegionLoss(dead, next, Preparation.oneRegion(settings, dead)).drill();
    }

    private static String first(StackSettings settings) {
        var regions = Preparation.regions(settings);
        return regions.isEmpty() ? settings.config().getOrDefault("gcp:region", NEXT.get(1)) : regions.get(0);
    }

    private static String continent(String region) {
        return region.substring(0, region.indexOf('-'));
    }

    private Drill drill() {
        return new Drill(
                "region-loss",
                dead + " dies; clients are led to " + next,
                "region-lost.md",
                before,
                List.of(),
                List.of(
                        Step.event(dead + " answers every call with an error", "dead " + dead),
                        Step.set(
                                "list a healthy region beside it and drain the dead one",
                                Map.of("regions", List.of(dead, next), "drained", List.of(dead))),
                        leave(),
                        Step.event(dead + " answers again", "alive " + dead),
                        Step.up("bring it up to date, still drained", survivors(Predicate.not(this::serves))),
                        Step.set("go back: drain the other instead", Map.of("drained", List.of(next))),
                        Step.up("lead clients back", survivors(ofRegion(ofNext))),
                        Step.set(
                                "two minutes later give the other up", Map.of("regions", List.of(dead), "drained", "")),
                        giveUp()),
                List.of(
                        Promises.nothingIsRefused(),
                        Promises.addressesAreThoseOfListeners(),
                        Promises.onlyTheseGo(
                                "what stands in a region, and machines' templates", act -> standsInARegion(act))));
    }

    private Step leave() {
        return Step.up(
                "leave the dead region as it is",
                ofDead,
                patternIsWhole(),
                Promises.isLeftAlone("what stands in " + dead, ofDead),
                Promises.namesLeadToListeners(ofRegion(ofDead)),
                survivors(resource -> false),
                Promises.onlyTheseGo("nothing", act -> false));
    }

    /** Else the update reads, changes or deletes something where each call fails. */
    private Promise patternIsWhole() {
        return new Promise(
                "the pattern names all that stands in " + dead,
                update -> update.after().byUrn().values().stream()
                        .filter(resource -> Stream.of("region", "location")
                                .anyMatch(place -> resource.property(place)
                                        .filter(dead::equals)
                                        .isPresent()))
                        .filter(resource -> !ofDead.test(resource.urn()))
                        .map(resource -> resource.kind() + " " + resource.name() + " is not named for its region")
                        .toList());
    }

    private Step giveUp() {
        return Step.up(
                "clear the other region away",
                Promises.namesLeadToListeners(ofRegion(ofNext)),
                survivors(ofRegion(ofNext)));
    }

    private static Promise survivors(Predicate<PlannedResource> givenUp) {
        return Promises.survivorsStand(givenUp);
    }

    private boolean serves(PlannedResource resource) {
        return !ofDead.test(resource.urn());
    }

    private static Predicate<PlannedResource> ofRegion(LeftOut region) {
        return resource -> region.test(resource.urn());
    }

    private boolean standsInARegion(Act act) {
        var urn = act.resource().urn();
        return ofNext.test(urn) || ofDead.test(urn);
    }
}
