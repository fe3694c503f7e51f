package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What stands in the cloud, as the state tells it: each resource with what it was last told, what others need first. */
record Standing(Map<String, PlannedResource> byUrn) {
    static final Standing NOTHING = new Standing(Map.of());

    Standing {
        byUrn = new LinkedHashMap<>(byUrn);
    }

    /** All that a plan wants. */
    static Standing of(Plan plan) {
        return of(inOrder(plan.cloudResources(), plan.byUrn()));
    }

    static Standing of(Collection<PlannedResource> resources) {
        var byUrn = new LinkedHashMap<String, PlannedResource>();
        resources.forEach(resource -> byUrn.put(resource.urn(), resource));
        return new Standing(byUrn);
    }

    Optional<PlannedResource> get(String urn) {
        return Optional.ofNullable(byUrn.get(urn));
    }

    Stream<PlannedResource> ofKind(String kind) {
        return byUrn.values().stream().filter(resource -> resource.kind().equals(kind));
    }

    /** Each after what it needs; what needs nothing of the others keeps its place. */
    static List<PlannedResource> inOrder(Collection<PlannedResource> resources, Map<String, PlannedResource> all) {
        var ordered = new LinkedHashSet<PlannedResource>();
        resources.forEach(resource -> append(resource, all, ordered, new LinkedHashSet<>()));
        var wanted = Set.copyOf(resources);
        return ordered.stream().filter(wanted::contains).toList();
    }

    private static void append(
            PlannedResource resource,
            Map<String, PlannedResource> all,
            Set<PlannedResource> ordered,
            Set<String> onTheWay) {
        if (ordered.contains(resource) || !onTheWay.add(resource.urn())) {
            return;
        }
        for (var needed : resource.dependencies()) {
            Optional.ofNullable(all.get(needed)).ifPresent(found -> append(found, all, ordered, onTheWay));
        }
        ordered.add(resource);
    }

    /** The resources that would be replaced when this one is, through those that they read it by, nearest first. */
    List<PlannedResource> fallingWith(PlannedResource gone) {
        var falling = new LinkedHashSet<PlannedResource>();
        collect(gone, falling);
        return new ArrayList<>(falling);
    }

    private void collect(PlannedResource gone, Set<PlannedResource> falling) {
        for (var resource : byUrn.values()) {
            var read = resource.propertyDependencies().entrySet().stream()
                    .filter(property -> property.getValue().contains(gone.urn()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (Replacement.of(resource, read).isPresent() && falling.add(resource)) {
                collect(resource, falling);
            }
        }
    }
}
