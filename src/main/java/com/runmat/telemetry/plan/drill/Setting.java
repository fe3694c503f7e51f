package com.runmat.telemetry.plan.drill;

import com.google.gson.Gson;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A setting as it is typed, and as the program gets it. */
final class Setting {
    private static final String OURS = "telemetry:";
    private static final List<String> SECRETS = List.of("ingestionKey", "ingestionKeyPrevious");

    private Setting() {}

    static String key(String key) {
        return key.contains(":") ? key : OURS + key;
    }

    /** Lists as JSON; nothing of it is what takes the setting away. */
    static String value(Object value) {
        return value instanceof String text ? text : new Gson().toJson(value);
    }

    /** A list is set part by part, after whatever it was is gone: a longer one would keep its end. */
    static List<String> commands(String key, Object value) {
        var commands = new ArrayList<String>();
        if (value instanceof List<?> list) {
            commands.add("pulumi config rm " + key);
            for (int place = 0; place < list.size(); place++) {
                commands.add("pulumi config set --path '%s[%d]' %s".formatted(key, place, list.get(place)));
            }
        } else if (value.equals("")) {
            commands.add("pulumi config rm " + key);
        } else {
            commands.add("pulumi config set %s%s %s".formatted(SECRETS.contains(key) ? "--secret " : "", key, value));
        }
        return commands;
    }

    /** Settings by full key, as they would be typed: JSON lists as lists. */
    static Map<String, Object> typed(Map<String, String> settings) {
        var typed = new TreeMap<String, Object>();
        settings.forEach((key, value) -> typed.put(
                key.startsWith(OURS) ? key.substring(OURS.length()) : key,
                value.startsWith("[") ? new Gson().fromJson(value, List.class) : value));
        return typed;
    }

    /** The settings with these changes. */
    static StackSettings changed(StackSettings settings, Map<String, String> changes) {
        var config = new TreeMap<>(settings.config());
        var secrets = new HashSet<>(settings.secretKeys());
        changes.forEach((key, value) -> {
            config.put(key, value);
            if (value.isEmpty()) {
                config.remove(key);
            } else if (SECRETS.contains(key.substring(key.indexOf(':') + 1))) {
                secrets.add(key);
            }
        });
        return new StackSettings(settings.project(), settings.stack(), config, secrets, settings.placeholders());
    }
}
