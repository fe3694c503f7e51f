package com.runmat.telemetry.infra;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes down what a plan registers: counts, warnings, then each resource with all its values and what it waits for. */
final class Inventory {
    private final Plan plan;
    private final Map<String, PlannedResource> byUrn;

    Inventory(Plan plan) {
        this.plan = plan;
        byUrn = plan.byUrn();
    }

    String text() {
        var counts = plan.counts().entrySet().stream()
                .map(count -> "%4d %s%n".formatted(count.getValue(), count.getKey()))
                .collect(Collectors.joining());
        var resources = plan.cloudResources().stream()
                .sorted(Comparator.comparing(this::title))
                .map(this::describe)
                .collect(Collectors.joining("\n"));
        var warnings = plan.warnings().stream().map("warning: %s%n"::formatted).collect(Collectors.joining());
        return "%d cloud resources%n%s%s%n%s".formatted(plan.cloudResources().size(), counts, warnings, resources);
    }

    private String describe(PlannedResource resource) {
        List<String> lines = new ArrayList<>();
        resource.properties().forEach((name, value) -> flatten(name, value, lines));
        var options = resource.options();
        if (options.protect()) {
            lines.add("(protected)");
        }
        if (!options.ignoreChanges().isEmpty()) {
            lines.add("(ignores changes of " + options.ignoreChanges() + ")");
        }
        Stream<String> after = resource.dependencies().stream()
                .map(byUrn::get)
                .filter(PlannedResource::custom)
                .filter(needed -> !needed.isProvider())
                .map(this::title)
                .sorted();
        lines.add("(after " + after.collect(Collectors.joining(", ")) + ")");
        return title(resource) + lines.stream().map(line -> "\n    " + line).collect(Collectors.joining()) + "\n";
    }

    private String title(PlannedResource resource) {
        var parent = byUrn.get(resource.options().parent());
        return (parent == null ? "" : parent.name() + "/") + resource.kind() + " " + resource.name();
    }

    private static void flatten(String path, @Nullable Object value, List<String> lines) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> flatten(path + "." + key, inner, lines));
        } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "[" + i + "]", list.get(i), lines);
            }
        } else {
            lines.add(path + ": " + withoutTag(String.valueOf(value)));
        }
    }

    /** The tag of an image changes with its sources, and is tested where it is made. */
    private static String withoutTag(String value) {
        return value.replaceAll(":[0-9a-f]{20}$", ":TAG");
    }
}
