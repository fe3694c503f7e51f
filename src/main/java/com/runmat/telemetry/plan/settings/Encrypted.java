package com.runmat.telemetry.plan.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Encrypted values in a stack's file: {@code secure: <ciphertext>}, anywhere inside a value. They are never decrypted. */
public final class Encrypted {
    private Encrypted() {}

    static boolean within(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return is(map) || map.values().stream().anyMatch(Encrypted::within);
        }
        return value instanceof List<?> list && list.stream().anyMatch(Encrypted::within);
    }

    /** Whether this is an encrypted value itself. */
    public static boolean is(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("secure");
    }

    /** The value with a placeholder at each encrypted place. */
    static Object replaced(String key, @Nullable Object value) {
        if (is(value)) {
            return placeholder(key);
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new TreeMap<String, Object>();
            map.forEach((name, inner) -> copy.put(String.valueOf(name), replaced(key, inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(inner -> replaced(key, inner)).toList();
        }
        return String.valueOf(value);
    }

    /** Long enough for any rule about a key's length, and plainly not a key. */
    static String placeholder(String key) {
        return "placeholder-for-%s-not-the-real-value".formatted(key.substring(key.indexOf(':') + 1));
    }
}
