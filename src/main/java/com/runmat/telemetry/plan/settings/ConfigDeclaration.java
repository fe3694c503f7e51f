package com.runmat.telemetry.plan.settings;

import com.google.gson.Gson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry under {@code config:} in Pulumi.yaml.
 *
 * @param key the full key, with its namespace
 * @param secret whether a stack must set it, encrypted. Pulumi takes no empty default for a setting marked
 *     {@code secret}, so one whose absence the program itself reports says so at the start of its description
 * @param type one of Pulumi's type names, or empty when any value will do
 */
record ConfigDeclaration(String key, String type, @Nullable Object defaultValue, boolean secret, String description) {
    private static final Gson GSON = new Gson();
    private static final String REQUIRED_SECRET = "Required, encrypted:";

    static ConfigDeclaration of(String key, @Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            return new ConfigDeclaration(key, "", entry, false, "");
        }
        var given = map.containsKey("default") ? map.get("default") : map.get("value");
        var description = text(map, "description");
        var secret = Boolean.TRUE.equals(map.get("secret")) || description.startsWith(REQUIRED_SECRET);
        return new ConfigDeclaration(key, text(map, "type"), given, secret, description);
    }

    private static String text(Map<?, ?> map, String name) {
        var value = map.get(name);
        return value == null ? "" : value.toString();
    }

    Optional<String> defaultText() {
        return Optional.ofNullable(defaultValue).map(ConfigDeclaration::text);
    }

    /** Every setting reaches the program as text: lists and objects as JSON. */
    static String text(Object value) {
        return value instanceof Map || value instanceof List ? GSON.toJson(value) : value.toString();
    }

    /** Whether Pulumi would take this value for this key. */
    boolean accepts(Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "integer" -> value.toString().matches("[+-]?\\d+");
            case "boolean" -> List.of("true", "false").contains(value.toString().toLowerCase(Locale.ROOT));
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> true;
        };
    }
}
