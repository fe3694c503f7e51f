package com.runmat.telemetry.plan.report;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.SecretValue;
import com.runmat.telemetry.plan.graph.Unknown;
import com.runmat.telemetry.plan.table.DataFile;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What matters of a resource, in one line; highlights.yaml says what that is for each kind. */
final class Highlights {
    /** Properties that say where or in what; a kind without an entry of its own shows others. */
    private static final List<String> DULL = List.of("project", "region", "description", "labels");

    private static final int SHOWN_OF_UNLISTED = 4;
    private static final int LONGEST_VALUE = 100;

    private final Map<?, ?> pathsByKind = DataFile.read(Highlights.class, "highlights.yaml");

    String of(PlannedResource resource) {
        var line = new StringJoiner("  ");
        paths(resource)
                .forEach(path -> resource.property(path)
                        .filter(value -> !value.equals(resource.name()))
                        .ifPresent(value -> line.add(path + "=" + shown(resource, path, value))));
        return line.toString();
    }

    private List<String> paths(PlannedResource resource) {
        if (pathsByKind.get(resource.kind()) instanceof List<?> paths) {
            return paths.stream().map(String::valueOf).toList();
        }
        return resource.properties().entrySet().stream()
                .filter(entry -> !DULL.contains(entry.getKey()) && isPlain(entry.getValue()))
                .map(Map.Entry::getKey)
                .limit(SHOWN_OF_UNLISTED)
                .toList();
    }

    private static boolean isPlain(@Nullable Object value) {
        return value != null && !(value instanceof Map) && !(value instanceof List) && !(value instanceof Unknown);
    }

    /** An unknown value says whose it is. */
    private static String shown(PlannedResource resource, String path, Object value) {
        if (!(value instanceof Unknown)) {
            return shortened(compact(value));
        }
        var top = path.split("[.\\[]", 2)[0];
        var sources = resource.propertyDependencies().getOrDefault(top, List.of()).stream()
                .map(urn -> urn.substring(urn.lastIndexOf("::") + 2))
                .collect(Collectors.joining(", "));
        return sources.isEmpty() ? Unknown.SHOWN : "[from " + sources + "]";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }

    static String compact(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + compact(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            var parts = list.stream().map(Highlights::compact).toList();
            return parts.size() == 1 ? parts.get(0) : String.join(", ", parts);
        }
        return value instanceof SecretValue
                ? SecretValue.SHOWN
                : String.valueOf(value).replaceAll("\\s+", " ");
    }
}
