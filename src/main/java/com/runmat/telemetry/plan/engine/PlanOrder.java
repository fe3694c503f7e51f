package com.runmat.telemetry.plan.engine;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.Siblings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings registrations, which arrive as their inputs become known, into an order that is the same in every run: depth
 * first from the stack, and among siblings what others need first and what nobody needs last, then by type and name. A
 * component needs what anything inside it needs; where two components need each other, type and name decide.
 */
final class PlanOrder {
    private static final Comparator<PlannedResource> BY_NAME =
            Comparator.comparing(PlannedResource::type).thenComparing(PlannedResource::name);

    private final Map<String, List<PlannedResource>> children;
    private final List<PlannedResource> all;
    private final List<PlannedResource> ordered = new ArrayList<>();

    private PlanOrder(List<PlannedResource> resources) {
        all = resources;
        children = resources.stream()
                .collect(Collectors.groupingBy(r -> r.options().parent()));
    }

    static List<PlannedResource> of(List<PlannedResource> resources) {
        var order = new PlanOrder(resources);
        order.appendChildren("");
        return List.copyOf(order.ordered);
    }

    private void appendChildren(String parent) {
        for (var child : sorted(children.getOrDefault(parent, List.of()))) {
            ordered.add(child);
            appendChildren(child.urn());
        }
    }

    private List<PlannedResource> sorted(List<PlannedResource> siblings) {
        if (siblings.size() <= 1) {
            return siblings; // most resources hold none, and to ask what needs what reads them all
        }
        var needs = Siblings.needs(all, siblings);
        var needed = new HashSet<>(needs.values());
        var left = new TreeSet<>(
                Comparator.<PlannedResource, Boolean>comparing(r -> !r.isProvider() && !needed.contains(r.urn()))
                        .thenComparing(BY_NAME));
        left.addAll(siblings);
        var sorted = new ArrayList<PlannedResource>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(r ->
                            left.stream().noneMatch(other -> needs.get(r.urn()).contains(other.urn())))
                    .findFirst()
                    .orElse(left.first());
            left.remove(next);
            sorted.add(next);
        }
        return sorted;
    }
}
