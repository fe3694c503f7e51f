package com.runmat.telemetry.ops;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the few JSON values of log lines and short answers: maps, numbers, booleans, and everything else as text. */
public final class Json {
    private Json() {}

    /** An object of these members, in the map's order. */
    public static String object(Map<String, ?> members) {
        StringBuilder out = new StringBuilder();
        write(out, members);
        return out.toString();
    }

    static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> members(out, map);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Boolean flag -> out.append(flag.booleanValue());
            default -> string(out, value.toString());
        }
    }

    private static void members(StringBuilder out, Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator);
            string(out, String.valueOf(member.getKey()));
            out.append(':');
            write(out, member.getValue());
            separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(out, text.charAt(i));
        }
        out.append('"');
    }

    /** All but printable ASCII is escaped: a log line is then one line in whatever encoding it is read. */
    private static void character(StringBuilder out, char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c >= ' ' && c < 0x7f) {
            out.append(c);
        } else {
            out.append("\\u%04x".formatted((int) c));
        }
    }
}
