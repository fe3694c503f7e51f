package com.runmat.telemetry.plan.comment;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.runmat.telemetry.plan.github.Marker;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.untrusted.Fields;
import com.runmat.telemetry.plan.untrusted.Refused;
import com.runmat.telemetry.plan.untrusted.UntrustedJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan as {@code ./telemetry plan --json} writes it, checked to be one. A field that is not known is refused rather
 * than passed over: what the comment does not show must not be in a plan that it vouches for.
 *
 * @param json what was checked, for a comparison
 * @param plan the same as a graph
 */
record PlanFile(JsonObject json, Plan plan, Cost cost) {
    private static final Set<String> FIELDS = Set.of(
            "project", "stack", "counts", "resources", "outputs", "messages", "warnings", "placeholders", "cost");
    private static final int MOST_RESOURCES = 2_000;
    private static final int MOST_SENTENCES = 200;
    private static final int LONGEST_NAME = 100;

    /**
     * The plan in a file.
     *
     * @throws Refused when it is no plan; the sentence says where and what belongs there
     */
    static PlanFile read(Path file) {
        return of(UntrustedJson.read(file));
    }

    static PlanFile of(Fields fields) {
        fields.only(FIELDS);
        var resources = new PlannedResources();
        fields.objects("resources", MOST_RESOURCES).forEach(resources::add);
        fields.object("counts");
        var plan = new Plan(
                name(fields, "project"),
                name(fields, "stack"),
                resources.all(fields),
                properties(fields.object("outputs")),
                fields.texts("messages", MOST_SENTENCES),
                fields.texts("warnings", MOST_SENTENCES),
                fields.texts("placeholders", MOST_SENTENCES));
        return new PlanFile(fields.json(), plan, Cost.of(fields.object("cost")));
    }

    private static String name(Fields fields, String field) {
        var name = fields.text(field, LONGEST_NAME);
        if (!Marker.takes(name)) {
            throw fields.refused("must have letters, digits, dots, single dashes and underscores as " + field);
        }
        return name;
    }

    /** All of an object's fields, as a plan's graph has them. */
    static SortedMap<String, @Nullable Object> properties(Fields fields) {
        var properties = new TreeMap<String, @Nullable Object>();
        fields.json().entrySet().forEach(entry -> properties.put(entry.getKey(), value(entry.getValue())));
        return properties;
    }

    private static @Nullable Object value(JsonElement json) {
        if (json instanceof JsonObject object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.entrySet().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return map;
        }
        if (json instanceof JsonArray array) {
            List<@Nullable Object> list = new ArrayList<>();
            array.forEach(element -> list.add(value(element)));
            return list;
        }
        return json instanceof JsonPrimitive primitive ? scalar(primitive) : null;
    }

    private static Object scalar(JsonPrimitive primitive) {
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        return primitive.isNumber() ? primitive.getAsNumber() : primitive.getAsString();
    }
}
