package com.runmat.telemetry.plan.graph;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of some resources need which others: a component needs what anything inside it needs. */
public final class Siblings {
    /** Shorter texts may be the same by chance. */
    private static final int TELLING_LENGTH = 20;

    private final Map<String, PlannedResource> byUrn;
    private final Set<String> siblings;
    private final SetMultimap<String, String> texts;

    private Siblings(List<PlannedResource> all, List<PlannedResource> siblings) {
        this.byUrn = all.stream().collect(Collectors.toMap(PlannedResource::urn, r -> r));
        this.siblings = siblings.stream().map(PlannedResource::urn).collect(Collectors.toSet());
        this.texts = componentTexts(all);
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
            var sources = Stream.concat(resource.dependencies().stream(), sourcesOfText(resource));
            sources.forEach(source -> put(needs, holderOf(resource.urn()), holderOf(source)));
        }
        return needs;
    }

    private static void put(SetMultimap<String, String> needs, String needing, String needed) {
        if (!needing.isEmpty() && !needed.isEmpty() && !needing.equals(needed)) {
            needs.put(needing, needed);
        }
    }

    /**
     * The components whose text, such as an image's reference, this resource uses: the program makes that text itself,
     * so the engine does not know where it comes from.
     */
    private Stream<String> sourcesOfText(PlannedResource resource) {
        var properties = resource.properties().toString();
        return texts.entries().stream()
                .filter(text -> properties.contains(text.getValue()))
                .map(Map.Entry::getKey);
    }

    private static SetMultimap<String, String> componentTexts(List<PlannedResource> resources) {
        var texts = HashMultimap.<String, String>create();
        resources.stream()
                .filter(resource -> !resource.custom())
                .forEach(component -> component.properties().values().forEach(value -> {
                    if (value instanceof String text && text.length() >= TELLING_LENGTH) {
                        texts.put(component.urn(), text);
                    }
                }));
        return texts;
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
