package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The promises that more than one drill has. */
final class Promises {
    /** What a careless command must not take: a new one would be another. */
    private static final Set<String> SURVIVORS =
            Set.of("ManagedZone", "Address", "GlobalAddress", "Certificate", "Repository");

    private static final Set<String> LISTENERS = Set.of("ForwardingRule", "GlobalForwardingRule", "DomainMapping");

    private Promises() {}

    static Promise nothingIsRefused() {
        return new Promise(
                "the engine refuses nothing",
                update -> update.acts().stream()
                        .filter(act -> act.is(Act.Kind.REFUSE))
                        .map(act -> act.described() + ": it is protected")
                        .toList());
    }

    /** Zones, addresses, certificates and the registry, but for those that this drill gives up. */
    static Promise survivorsStand(Predicate<PlannedResource> givenUp) {
        Predicate<PlannedResource> survives =
                resource -> SURVIVORS.contains(resource.kind()) && !givenUp.test(resource);
        return new Promise("zones, addresses, certificates and the registry are protected, and none goes", update -> {
            var gone = update.acts().stream()
                    .filter(act -> act.is(Act.Kind.DELETE) && survives.test(act.resource()))
                    .map(Act::described);
            var bare = update.after().byUrn().values().stream()
                    .filter(survives)
                    .filter(resource -> !resource.options().protect())
                    .map(resource -> resource.kind() + " " + resource.name() + " is not protected");
            return Stream.concat(gone, bare).toList();
        });
    }

    /** Nothing goes but what this drill means to go, and what is replaced by a new one that stands before. */
    static Promise onlyTheseGo(String which, Predicate<Act> meant) {
        return Promise.nothing("nothing is deleted but " + which, act -> act.is(Act.Kind.DELETE) && !meant.test(act));
    }

    static Promise onlyTheseChange(Set<String> kinds) {
        return Promise.nothing(
                "nothing else changes than "
                        + String.join(", ", kinds.stream().sorted().toList()),
                act -> !kinds.contains(act.resource().kind()));
    }

    /** At the end and at every moment before: no record leads to a listener that is not there yet, or not any more. */
    static Promise namesLeadToListeners(Predicate<PlannedResource> dead) {
        return new Promise("names lead to what listens, at each moment", update -> {
            var broken = new ArrayList<String>();
            var now = new LinkedHashMap<>(update.before().byUrn());
            for (var act : update.acts()) {
                if (act.is(Act.Kind.DELETE)) {
                    now.remove(act.resource().urn());
                } else if (!act.is(Act.Kind.REFUSE)) {
                    now.put(act.resource().urn(), act.resource());
                }
                if (touchesNames(act)) {
                    var standing = new Standing(now);
                    standing.ofKind("RecordSet")
                            .flatMap(entry -> nowhere(entry, standing))
                            .map(lead -> lead + ", after: " + act.described())
                            .forEach(broken::add);
                }
            }
            update.after()
                    .ofKind("RecordSet")
                    .flatMap(entry -> listeners(entry, update.after())
                            .filter(dead)
                            .map(listener -> entry.name() + " leads to " + listener.name() + ", which is dead"))
                    .forEach(broken::add);
            return broken.stream().distinct().toList();
        });
    }

    private static boolean touchesNames(Act act) {
        return act.resource().kind().equals("RecordSet")
                || LISTENERS.contains(act.resource().kind());
    }

    private static Stream<String> nowhere(PlannedResource entry, Standing standing) {
        return readBy(entry).stream()
                .filter(urn -> LISTENERS.stream().anyMatch(kind -> urn.contains(":" + kind + "::")))
                .filter(urn -> standing.get(urn).isEmpty())
                .map(urn -> entry.name() + " leads to nobody: " + urn.substring(urn.lastIndexOf("::") + 2));
    }

    private static Stream<PlannedResource> listeners(PlannedResource entry, Standing standing) {
        return readBy(entry).stream()
                .flatMap(urn -> standing.get(urn).stream())
                .filter(resource -> LISTENERS.contains(resource.kind()));
    }

    private static List<String> readBy(PlannedResource entry) {
        return Stream.of("rrdatas", "routingPolicy")
                .flatMap(property -> entry.propertyDependencies().getOrDefault(property, List.of()).stream())
                .distinct()
                .toList();
    }

    /** Each address record leads to a listener, so an address of nobody's cannot be told. */
    static Promise addressesAreThoseOfListeners() {
        return new Promise(
                "each address that is told is a listener's",
                update -> update.after()
                        .ofKind("RecordSet")
                        .filter(entry -> entry.property("type")
                                .filter(type -> type.equals("A") || type.equals("AAAA"))
                                .isPresent())
                        .filter(entry ->
                                listeners(entry, update.after()).findAny().isEmpty())
                        .map(entry -> entry.name() + " leads to no listener of this stack")
                        .toList());
    }

    /** No act on it, and nothing that is acted on reads it. */
    static Promise isLeftAlone(String what, Predicate<String> urn) {
        return new Promise(
                what + " is left alone, and nothing that changes waits for it",
                update -> Stream.concat(
                                update.acts().stream()
                                        .filter(act -> urn.test(act.resource().urn()))
                                        .map(Act::described),
                                update.acts().stream()
                                        .filter(act -> !act.is(Act.Kind.DELETE))
                                        .filter(act -> act.resource().dependencies().stream()
                                                .anyMatch(urn))
                                        .map(act -> act.described() + " waits for it"))
                        .toList());
    }
}
