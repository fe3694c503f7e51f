package com.runmat.telemetry.plan.picture;

import com.google.common.collect.ImmutableSetMultimap;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.Siblings;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * @param components in the plan's order: what others need first
 * @param edges by name, from what is needed to what needs it
 */
record ComponentGraph(List<Box> components, ImmutableSetMultimap<String, String> edges) {
    /**
     * One box.
     *
     * @param contents the kinds of resources inside, with how many of each
     * @param rank 0 for what needs nothing, else one more than what it needs
     */
    record Box(String name, Map<String, Long> contents, int rank) {}

    int rank(String component) {
        return components.stream()
                .filter(candidate -> candidate.name().equals(component))
                .mapToInt(Box::rank)
                .findFirst()
                .orElseThrow();
    }

    static ComponentGraph of(Plan plan) {
        var stack = plan.resources().stream()
                .filter(PlannedResource::isStack)
                .findFirst()
                .orElseThrow();
        var boxes = plan.childrenOf(stack).stream()
                .filter(resource -> !resource.isProvider())
                .toList();
        var names = boxes.stream().collect(Collectors.toMap(PlannedResource::urn, PlannedResource::name));
        var needed = ImmutableSetMultimap.<String, String>builder();
        Siblings.needs(plan.resources(), boxes)
                .forEach((needing, need) -> needed.put(names.get(need), names.get(needing)));
        var edges = reduced(needed.build());
        return new ComponentGraph(ranked(plan, boxes, edges), edges);
    }

    private static List<Box> ranked(
            Plan plan, List<PlannedResource> boxes, ImmutableSetMultimap<String, String> edges) {
        var ranks = new LinkedHashMap<String, Integer>();
        for (var box : boxes) {
            var below = edges.inverse().get(box.name()).stream()
                    .mapToInt(need -> ranks.getOrDefault(need, -1))
                    .max();
            ranks.put(box.name(), below.orElse(-1) + 1);
        }
        return boxes.stream()
                .map(box -> new Box(box.name(), contents(plan, box), ranks.getOrDefault(box.name(), 0)))
                .toList();
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
