package com.runmat.telemetry.contract;

import com.runmat.telemetry.contract.FieldType.AnyId;
import com.runmat.telemetry.contract.FieldType.Composed;
import com.runmat.telemetry.contract.FieldType.Decimal;
import com.runmat.telemetry.contract.FieldType.Flag;
import com.runmat.telemetry.contract.FieldType.OneOf;
import com.runmat.telemetry.contract.FieldType.Text;
import com.runmat.telemetry.contract.FieldType.Whole;
import com.runmat.telemetry.shapes.TextShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The published JSON Schema (draft 2020-12) of one event, made from the table. What it accepts, the worker accepts; the
 * worker is more lenient in one way: a value that does not fit is left out rather than refused.
 */
public final class JsonSchema {
    private JsonSchema() {}

    /** The schema as indented JSON text. */
    public static String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "RunMat telemetry event");
        schema.put(
                "description", "What the RunMat telemetry worker reads. Members that do not stand here are dropped.");
        schema.putAll(object());
        Field[] fields = Field.values();
        for (Field field : fields) {
            field.places().forEach(place -> place(schema, place.path(), value(field)));
        }
        schema.put("anyOf", List.of(required("event_label"), required("event")));
        schema.put("allOf", List.of(runtimeRule("event_label"), runtimeRule("event")));
        return Indented.json(schema);
    }

    private static Map<String, Object> object() {
        return new LinkedHashMap<>(Map.of("type", "object"));
    }

    @SuppressWarnings("unchecked") // the maps are made here, with string keys
    private static void place(Map<String, Object> schema, List<String> path, Map<String, Object> value) {
        Map<String, Object> members =
                (Map<String, Object>) schema.computeIfAbsent("properties", key -> new LinkedHashMap<String, Object>());
        if (path.size() == 1) {
            members.put(path.get(0), value);
            return;
        }
        schema.put("type", schema.containsKey("$schema") ? "object" : List.of("object", "null"));
        Map<String, Object> deeper =
                (Map<String, Object>) members.computeIfAbsent(path.get(0), key -> nullableObject());
        place(deeper, path.subList(1, path.size()), value);
    }

    private static Map<String, Object> nullableObject() {
        return new LinkedHashMap<>(Map.of("type", List.of("object", "null")));
    }

    private static Map<String, Object> value(Field field) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("description", field.meaning());
        switch (field.type()) {
            case AnyId ignored -> value.put("type", List.of("string", "null"));
            case Composed ignored -> value.put("type", List.of("string", "null"));
            case Text text -> text(value, text.shape());
            case Flag ignored -> value.put("type", List.of("boolean", "null"));
            case OneOf oneOf -> value.put("enum", withNull(oneOf.words()));
            case Whole whole -> bounds(value, "integer", whole.min(), whole.max());
            case Decimal decimal -> bounds(value, "number", 0, decimal.max());
        }
        return value;
    }

    private static void text(Map<String, Object> value, TextShape shape) {
        value.put("type", List.of("string", "null"));
        if (shape.pattern() != null) {
            value.put("pattern", shape.pattern());
        }
    }

    private static void bounds(Map<String, Object> value, String type, Number min, Number max) {
        value.put("type", List.of(type, "null"));
        value.put("minimum", min);
        value.put("maximum", max);
    }

    private static List<Object> withNull(List<String> words) {
        List<Object> all = new ArrayList<>(words);
        all.add(Indented.NULL);
        return all;
    }

    private static Map<String, Object> required(String name) {
        return Map.of("required", List.of(name), "properties", Map.of(name, Map.of("type", "string")));
    }

    /** Runtime events say which run and of what kind. */
    private static Map<String, Object> runtimeRule(String label) {
        List<String> names = new ArrayList<>();
        for (EventLabel each : EventLabel.values()) {
            if (each.runtime()) {
                names.addAll(each.names());
            }
        }
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", Map.of("required", List.of(label), "properties", Map.of(label, Map.of("enum", names))));
        rule.put("then", runtimeMembers());
        return rule;
    }

    private static Map<String, Object> runtimeMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("session_id", Map.of("type", "string", "pattern", "[!-~]"));
        members.put("run_kind", Map.of("type", "string"));
        Map<String, Object> then = new LinkedHashMap<>();
        then.put("required", List.of("session_id", "run_kind"));
        then.put("properties", members);
        return then;
    }
}
