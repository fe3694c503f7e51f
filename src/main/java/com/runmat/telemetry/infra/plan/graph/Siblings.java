package com.runmat.telemetry.infra.plan.graph;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of some resources need which others: a component needs what anything inside it needs. */
public final class Siblings {
    private final Map<String, PlannedResource> byUrn;
    private final Set<String> siblings;

    private Siblings(List<PlannedResource> all, List<PlannedResource> siblings) {
        this.byUrn = all.stream().collect(Collectors.toMap(PlannedResource::urn, r -> r));
        this.siblings = siblings.stream().map(PlannedResource::urn).collect(Collectors.toSet());
    }

    /**
     * By URN: each sibling, and the other siblings that must exist before it is complete.
     *
     * @param all every resource of the plan
     */
    public static ImmutableSetMultimap<String, String> needs(
            List<PlannedResource> all, List<PlannedResource> siblings) {
        return ImmutableSetMultimap.copyOf(new Siblings(all, siblings).needs());
    }

    private SetMultimap<String, String> needs() {
        var needs = HashMultimap.<String, String>create();
        for (var resource : byUrn.values()) {
            var within = holderOf(resource.urn());
            for (var dependency : resource.dependencies()) {
                var needed = holderOf(dependency);
                if (!within.isEmpty() && !needed.isEmpty() && !within.equals(needed)) {
                    needs.put(within, needed);
                }
            }
        }
        return needs;
    }

    /** The sibling that is this resource or holds it, or an empty text. */
    private String holderOf(String urn) {
        var current = urn;
        while (!siblings.contains(current) && byUrn.containsKey(current)) {
            current = byUrn.get(current).options().parent();
        }
        return siblings.contains(current) ? current : "";
    }
}
