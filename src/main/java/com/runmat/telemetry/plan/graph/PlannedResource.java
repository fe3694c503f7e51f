package com.runmat.telemetry.plan.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A resource that the program registered.
 *
 * <p>A property is null, a text, a {@link Boolean}, a {@link Long}, a {@link Double}, a list, a map, a {@link SecretValue} or
 * {@link Unknown#UNKNOWN}.
 *
 * @param custom whether a provider makes it; false for the stack and for components
 * @param propertyDependencies for each property, the URNs of the resources that its value comes from
 */
public record PlannedResource(
        String urn,
        String type,
        String name,
        boolean custom,
        SortedMap<String, @Nullable Object> properties,
        SortedMap<String, List<String>> propertyDependencies,
        ResourceOptions options) {
    /** The type of the root resource, parent of everything without another parent. */
    public static final String STACK_TYPE = "pulumi:pulumi:Stack";

    public boolean isStack() {
        return type.equals(STACK_TYPE);
    }

    /** A provider's own configuration, registered as a resource. */
    public boolean isProvider() {
        return type.startsWith("pulumi:providers:");
    }

    /** The last part of the type: {@code Firewall} for {@code gcp:compute/firewall:Firewall}; a provider is {@code Provider}. */
    public String kind() {
        return isProvider() ? "Provider" : type.substring(type.lastIndexOf(':') + 1);
    }

    /** The value at a path of names and list positions such as {@code backends[0].balancingMode}; a secret stays marked. */
    public Optional<Object> property(String path) {
        @Nullable Object value = properties;
        for (var step : path.replace("[", ".").replace("]", "").split("\\.", -1)) {
            value = step(value, step);
        }
        return Optional.ofNullable(value);
    }

    private static @Nullable Object step(@Nullable Object value, String step) {
        if (value instanceof Map<?, ?> map) {
            return map.get(step);
        }
        if (value instanceof List<?> list && step.matches("\\d{1,6}")) {
            var position = Integer.parseInt(step);
            return position < list.size() ? list.get(position) : null;
        }
        return value instanceof Unknown || value instanceof SecretValue ? value : null;
    }

    /** URNs of every resource that must exist before this one: by option, and by the properties' values. */
    public List<String> dependencies() {
        return java.util.stream.Stream.concat(
                        options.dependsOn().stream(),
                        propertyDependencies.values().stream().flatMap(List::stream))
                .distinct()
                .sorted()
                .toList();
    }
}
