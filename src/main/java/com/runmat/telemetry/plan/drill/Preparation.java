package com.runmat.telemetry.plan.drill;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a stack's settings are changed to, update by update, until it is as a drill expects it. What serves is protected, so it is
 * never taken away in the update that leads clients elsewhere.
 */
final class Preparation {
    private static final String REGIONS = "telemetry:regions";
    private static final String DRAINED = "telemetry:drained";
    private static final String EDGES = "telemetry:edges";
    private static final String USUAL_EDGES = "[\"load-balancer\"]";

    private Preparation() {}

    /** The regions that a stack lists; none where it has the usual one. */
    static List<String> regions(StackSettings settings) {
        return list(settings.config().getOrDefault(REGIONS, "[]"));
    }

    /** This region alone: the others are drained, and then given up. */
    static List<Map<String, String>> oneRegion(StackSettings settings, String region) {
        var listed = regions(settings);
        var others = listed.stream().filter(another -> !another.equals(region)).toList();
        var alone = Map.of(REGIONS, json(List.of(region)), DRAINED, "");
        return others.isEmpty() ? List.of(alone) : List.of(Map.of(DRAINED, json(others)), alone);
    }

    /** This edge alone: names are led to it, and then the others go. A mapping is of one region. */
    static List<Map<String, String>> oneEdge(StackSettings settings, String edge) {
        var stages = new ArrayList<Map<String, String>>();
        var regions = regions(settings);
        if (regions.size() > 1) {
            stages.addAll(oneRegion(settings, regions.get(0)));
        } else {
            stages.add(Map.of(DRAINED, ""));
        }
        var others = list(settings.config().getOrDefault(EDGES, USUAL_EDGES)).stream()
                .filter(another -> !another.equals(edge));
        stages.add(Map.of(EDGES, json(Stream.concat(Stream.of(edge), others).toList())));
        stages.add(Map.of(EDGES, json(List.of(edge))));
        return stages;
    }

    private static List<String> list(String json) {
        return new Gson()
                .fromJson(json, JsonArray.class).asList().stream()
                        .map(entry -> entry.getAsString())
                        .toList();
    }

    private static String json(List<String> list) {
        return new Gson().toJson(list);
    }
}
