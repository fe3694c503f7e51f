package com.runmat.telemetry.plan.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one plan has that another has not, property by property. Works on the plans' JSON, since the other one may come
 * from an older program. A secret is {@code [secret]} on both sides, so a change of its value does not show.
 */
public record PlanDiff(List<Entry> added, List<Entry> changed, List<Entry> removed) {
    /** One side of a change that is not there. */
    public static final String ABSENT = "(none)";

    private static final int LONGEST_SHOWN = 160;

    /**
     * A resource, or the stack's outputs.
     *
     * @param key the resource's URN
     * @param type the whole token; empty for the outputs
     * @param changes by path: for an added or removed resource, its own properties
     */
    public record Entry(String key, String type, String title, SortedMap<String, Change> changes) {
        public Effect effect() {
            return Effect.of(type, List.copyOf(changes.keySet()));
        }
    }

    /** A value as JSON, before and after. */
    public record Change(String before, String after) {}

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /** What differs between two plans, both as {@link JsonReport} writes them. */
    public static PlanDiff between(JsonObject before, JsonObject after) {
        var diff = new PlanDiff(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var old = entries(before);
        var current = entries(after);
        current.forEach((key, resource) -> {
            if (old.containsKey(key)) {
                diff.compare(key, resource, old.get(key));
            } else {
                diff.added.add(entry(key, resource, new TreeMap<>(), flat(resource)));
            }
        });
        old.forEach((key, resource) -> {
            if (!current.containsKey(key)) {
                diff.removed.add(entry(key, resource, flat(resource), new TreeMap<>()));
            }
        });
        return diff;
    }

    /** A value or a path as a reader is shown it: without its end where it is long. */
    public static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
    }

    private void compare(String key, JsonObject after, JsonObject before) {
        var entry = entry(key, after, flat(before), flat(after));
        if (!entry.changes().isEmpty()) {
            changed.add(entry);
        }
    }

    private static Entry entry(
            String key, JsonObject resource, SortedMap<String, String> before, SortedMap<String, String> after) {
        var changes = new TreeMap<String, Change>();
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (var path : paths) {
            var change = new Change(before.getOrDefault(path, ABSENT), after.getOrDefault(path, ABSENT));
            if (!change.before().equals(change.after())) {
                changes.put(path, change);
            }
        }
        var type = resource.has("type") ? resource.get("type").getAsString() : "";
        return new Entry(key, type, title(key, resource), changes);
    }

    /** Resources by URN, and the outputs under a key of their own. */
    private static Map<String, JsonObject> entries(JsonObject plan) {
        var entries = new TreeMap<String, JsonObject>();
        for (var resource : plan.getAsJsonArray("resources")) {
            var json = resource.getAsJsonObject();
            entries.put(json.get("urn").getAsString(), json);
        }
        var outputs = new JsonObject();
        outputs.add("properties", plan.get("outputs"));
        entries.put("outputs", outputs);
        return entries;
    }

    private static String title(String key, JsonObject resource) {
        if (!resource.has("type")) {
            return key;
        }
        var type = resource.get("type").getAsString();
        return type.substring(type.lastIndexOf(':') + 1) + " "
                + resource.get("name").getAsString();
    }

    private static SortedMap<String, String> flat(JsonObject resource) {
        var flat = new TreeMap<String, String>();
        flatten("", resource.get("properties"), flat);
        if (resource.has("options")) {
            flatten("options", resource.get("options"), flat);
        }
        return flat;
    }

    private static void flatten(String path, JsonElement value, Map<String, String> into) {
        if (value.isJsonObject() && value.getAsJsonObject().size() > 0) {
            value.getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), into));
        } else if (value.isJsonArray() && !value.getAsJsonArray().isEmpty()) {
            var elements = value.getAsJsonArray();
            for (var position = 0; position < elements.size(); position++) {
                flatten(path + "[" + position + "]", elements.get(position), into);
            }
        } else {
            into.put(path, value.toString());
        }
    }
}
