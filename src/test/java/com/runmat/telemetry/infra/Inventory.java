package com.runmat.telemetry.infra;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a plan registers: counts, warnings, then each resource with all its values and what it waits for;
 * whole, or as the difference from another plan. Whole, what many of one kind have in common stands once, ahead of them.
 */
final class Inventory {
    /** So many of one kind are told together. */
    private static final int MANY = 3;

    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .create();

    private final Plan plan;
    private final Map<String, PlannedResource> byUrn;
    private final Map<String, Long> sizes;

    Inventory(Plan plan) {
        this.plan = plan;
        byUrn = plan.byUrn();
        sizes = plan.cloudResources().stream()
                .collect(Collectors.groupingBy(resource -> group(title(resource)), Collectors.counting()));
    }

    String text() {
        Map<String, Map<String, List<String>>> groups = new TreeMap<>();
        resources()
                .forEach((title, lines) -> groups.computeIfAbsent(group(title), group -> new TreeMap<>())
                        .put(title, lines));
        return String.join("\n", header()) + "\n\n"
                + groups.entrySet().stream()
                        .map(group -> text(group.getKey(), group.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    private static String text(String group, Map<String, List<String>> members) {
        List<String> common = new ArrayList<>();
        if (members.size() >= MANY) {
            common.addAll(members.values().iterator().next());
            members.values().forEach(common::retainAll);
        }
        String each = members.entrySet().stream()
                .map(member -> member.getKey() + "\n" + indented("    ", without(common, member.getValue())))
                .collect(Collectors.joining("\n"));
        return common.isEmpty() ? each : "every " + group + "\n" + indented("    ", common) + "\n" + each;
    }

    private static List<String> without(List<String> common, List<String> lines) {
        return lines.stream().filter(line -> !common.contains(line)).toList();
    }

    /** Only what is not in the other plan (+), not in this one (-), or different (~, with the lines that are). */
    String difference(String name, Inventory other) {
        Map<String, List<String>> here = resources();
        Map<String, List<String>> there = other.resources();
        Set<String> titles = new TreeSet<>(here.keySet());
        titles.addAll(there.keySet());
        return "against " + name + "\n" + lines(other.header(), header())
                + titles.stream()
                        .map(title -> difference(title, there.get(title), here.get(title)))
                        .collect(Collectors.joining());
    }

    private static String difference(String title, @Nullable List<String> before, @Nullable List<String> after) {
        if (after == null) {
            return "\n- " + title + "\n";
        }
        if (before == null) {
            return "\n+ " + title + "\n" + indented("    ", after);
        }
        return before.equals(after) ? "" : "\n~ " + title + "\n" + lines(before, after);
    }

    private static String lines(List<String> before, List<String> after) {
        return indented("  - ", without(after, before)) + indented("  + ", without(before, after));
    }

    private static String indented(String by, List<String> lines) {
        return lines.stream().map(line -> by + line + "\n").collect(Collectors.joining());
    }

    private List<String> header() {
        List<String> lines = new ArrayList<>();
        lines.add(plan.cloudResources().size() + " cloud resources");
        plan.counts().forEach((kind, count) -> lines.add("%4d %s".formatted(count, kind)));
        plan.warnings().forEach(warning -> lines.add("warning: " + warning));
        return lines;
    }

    private Map<String, List<String>> resources() {
        Map<String, List<String>> resources = new TreeMap<>();
        plan.cloudResources().forEach(resource -> resources.put(title(resource), describe(resource)));
        return resources;
    }

    private List<String> describe(PlannedResource resource) {
        List<String> lines = new ArrayList<>();
        resource.properties().forEach((name, value) -> flatten(name, value, lines));
        var options = resource.options();
        if (options.protect()) {
            lines.add("(protected)");
        }
        if (!options.ignoreChanges().isEmpty()) {
            lines.add("(ignores changes of " + options.ignoreChanges() + ")");
        }
        lines.add("(after " + after(resource).collect(Collectors.joining(", ")) + ")");
        return lines;
    }

    private Stream<String> after(PlannedResource resource) {
        Map<String, List<String>> groups = resource.dependencies().stream()
                .map(byUrn::get)
                .filter(PlannedResource::custom)
                .filter(needed -> !needed.isProvider())
                .map(this::title)
                .sorted()
                .collect(Collectors.groupingBy(Inventory::group, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .flatMap(group -> group.getValue().size() >= MANY
                                && group.getValue().size() == sizes.getOrDefault(group.getKey(), 0L)
                        ? Stream.of("every " + group.getKey())
                        : group.getValue().stream());
    }

    /** Component and kind. */
    private static String group(String title) {
        return title.substring(0, title.indexOf(' '));
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
        } else if (value instanceof String json && json.startsWith("{")) {
            flatten(path, GSON.fromJson(json, Map.class), lines);
        } else {
            lines.add(path + ": " + withoutTag(String.valueOf(value)).replaceAll("\n(?=.)", "\n        "));
        }
    }

    /** The tag of an image changes with its sources, and is tested where it is made. */
    private static String withoutTag(String value) {
        return value.replaceAll("(^|:)[0-9a-f]{20}$", "$1TAG");
    }
}
