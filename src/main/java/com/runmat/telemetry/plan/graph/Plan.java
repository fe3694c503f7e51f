package com.runmat.telemetry.plan.graph;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run of the program registered. Two runs of the same program with the same settings are equal.
 *
 * @param resources parents before children, and within one parent what others need first; includes the stack itself,
 *     components and providers
 * @param outputs the stack's outputs
 * @param placeholders the settings that have a made-up value here, because theirs is encrypted or not set yet
 * @param messages what the program logged as information, in the order it was said
 * @param warnings what it warned of, likewise
 */
public record Plan(
        String project,
        String stack,
        List<PlannedResource> resources,
        SortedMap<String, @Nullable Object> outputs,
        List<String> messages,
        List<String> warnings,
        List<String> placeholders) {

    /** The resources that a provider makes: what the cloud will hold. */
    public List<PlannedResource> cloudResources() {
        return resources.stream().filter(r -> r.custom() && !r.isProvider()).toList();
    }

    /** All resources of a type, which is the whole token or its last part ({@code Firewall}). */
    public List<PlannedResource> ofType(String type) {
        return resources.stream()
                .filter(r -> r.type().equals(type) || r.kind().equals(type))
                .toList();
    }

    /**
     * The one resource of a type with this name.
     *
     * @throws IllegalArgumentException when there is none or more than one
     */
    public PlannedResource resource(String type, String name) {
        var found = ofType(type).stream().filter(r -> r.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "%d resources %s named %s; there are %s".formatted(found.size(), type, name, names(ofType(type))));
        }
        return found.get(0);
    }

    public List<PlannedResource> childrenOf(PlannedResource parent) {
        return resources.stream()
                .filter(r -> r.options().parent().equals(parent.urn()))
                .toList();
    }

    /** How many cloud resources of each kind, by kind. */
    public SortedMap<String, Long> counts() {
        return cloudResources().stream()
                .collect(Collectors.groupingBy(PlannedResource::kind, TreeMap::new, Collectors.counting()));
    }

    /** By URN. */
    public Map<String, PlannedResource> byUrn() {
        return resources.stream().collect(Collectors.toMap(PlannedResource::urn, r -> r));
    }

    private static List<String> names(List<PlannedResource> resources) {
        return resources.stream().map(PlannedResource::name).toList();
    }
}
