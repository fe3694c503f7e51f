package com.runmat.telemetry.plan.picture;

import com.google.common.collect.ImmutableSetMultimap;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.Siblings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stack's components and what needs what among them. What follows from other edges is left out: when the images
 * need the registry and the worker needs the images, no line goes from the registry to the worker.
 *
 * @param boxes in the plan's order: what others need first
 * @param edges by name, from what is needed to what needs it
 */
record ComponentGraph(List<Box> boxes, ImmutableSetMultimap<String, String> edges) {
    /**
     * A component with resources of its own.
     *
     * @param contents the kinds of resources inside, with how many of each
     * @param house the component that it stands in, such as a region; empty for the stack
     */
    record Box(String name, Map<String, Long> contents, String house) {}

    static ComponentGraph of(Plan plan) {
        var stack = plan.resources().stream()
                .filter(PlannedResource::isStack)
                .findFirst()
                .orElseThrow();
        var boxes = boxes(plan, stack).toList();
        var names = boxes.stream().collect(Collectors.toMap(PlannedResource::urn, PlannedResource::name));
        var needed = ImmutableSetMultimap.<String, String>builder();
        Siblings.needs(plan.resources(), boxes)
                .forEach((needing, need) -> needed.put(names.get(need), names.get(needing)));
        return new ComponentGraph(
                boxes.stream()
                        .map(box -> new Box(box.name(), contents(plan, box), house(plan, box)))
                        .toList(),
                reduced(needed.build()));
    }

    /** The houses in the order of their first box, the stack first. */
    List<String> houses() {
        return Stream.concat(Stream.of(""), boxes.stream().map(Box::house))
                .distinct()
                .toList();
    }

    /** A component that holds components and no resource is a house of boxes; any other is a box. */
    private static Stream<PlannedResource> boxes(Plan plan, PlannedResource parent) {
        return components(plan, parent)
                .flatMap(component -> isHouse(plan, component) ? boxes(plan, component) : Stream.of(component));
    }

    private static boolean isHouse(Plan plan, PlannedResource component) {
        return plan.childrenOf(component).stream().noneMatch(PlannedResource::custom)
                && within(plan, component).anyMatch(PlannedResource::custom);
    }

    private static Stream<PlannedResource> components(Plan plan, PlannedResource parent) {
        return plan.childrenOf(parent).stream().filter(resource -> !resource.custom());
    }

    private static String house(Plan plan, PlannedResource box) {
        return plan.resources().stream()
                .filter(resource -> resource.urn().equals(box.options().parent()) && !resource.isStack())
                .map(PlannedResource::name)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Long> contents(Plan plan, PlannedResource box) {
        return within(plan, box)
                .filter(resource -> !resource.equals(box))
                .collect(Collectors.groupingBy(PlannedResource::kind, TreeMap::new, Collectors.counting()));
    }

    private static Stream<PlannedResource> within(Plan plan, PlannedResource resource) {
        return Stream.concat(
                Stream.of(resource), plan.childrenOf(resource).stream().flatMap(child -> within(plan, child)));
    }

    private static ImmutableSetMultimap<String, String> reduced(ImmutableSetMultimap<String, String> edges) {
        var kept = ImmutableSetMultimap.<String, String>builder();
        edges.forEach((from, to) -> {
            var longWay = edges.get(from).stream()
                    .filter(next -> !next.equals(to))
                    .anyMatch(next -> reaches(edges, next, to, new HashSet<>(Set.of(from))));
            if (!longWay) {
                kept.put(from, to);
            }
        });
        return kept.build();
    }

    private static boolean reaches(
            ImmutableSetMultimap<String, String> edges, String from, String to, Set<String> seen) {
        return from.equals(to)
                || (seen.add(from) && edges.get(from).stream().anyMatch(next -> reaches(edges, next, to, seen)));
    }
}
