package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.SecretValue;
import com.runmat.telemetry.plan.graph.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In which inputs a resource differs from what stands. */
final class Change {
    private Change() {}

    /**
     * The paths that differ. What is unknown in both differs when it comes from other resources than before, or from
     * one that this update makes anew.
     *
     * @param anew URNs of what the update has made or replaced
     */
    static List<String> paths(PlannedResource before, PlannedResource after, Set<String> anew) {
        var old = flat(before);
        var now = flat(after);
        var paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        paths.removeIf(path -> Objects.equals(old.get(path), now.get(path))
                && !(unknown(now.get(path)) && movedOrAnew(path, before, after, anew)));
        after.options().ignoreChanges().forEach(ignored -> paths.removeIf(path -> within(path, ignored)));
        return List.copyOf(paths);
    }

    private static boolean movedOrAnew(String path, PlannedResource before, PlannedResource after, Set<String> anew) {
        var property = path.split("[.\\[]", 2)[0];
        var from = after.propertyDependencies().getOrDefault(property, List.of());
        return !from.equals(before.propertyDependencies().getOrDefault(property, List.of()))
                || from.stream().anyMatch(anew::contains);
    }

    private static boolean unknown(@Nullable Object value) {
        var plain = value instanceof SecretValue secret ? secret.value() : value;
        return String.valueOf(plain).contains(Unknown.SHOWN);
    }

    private static boolean within(String path, String root) {
        return path.equals(root) || path.startsWith(root + ".") || path.startsWith(root + "[");
    }

    private static Map<String, @Nullable Object> flat(PlannedResource resource) {
        var flat = new TreeMap<String, @Nullable Object>();
        resource.properties().forEach((name, value) -> flatten(name, value, flat));
        return flat;
    }

    private static void flatten(String path, @Nullable Object value, Map<String, @Nullable Object> into) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((name, inner) -> flatten(path + "." + name, inner, into));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            var entries = new ArrayList<@Nullable Object>(list);
            for (int place = 0; place < entries.size(); place++) {
                flatten(path + "[" + place + "]", entries.get(place), into);
            }
        } else {
            into.put(path, value);
        }
    }
}
