package com.runmat.telemetry.ops;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object member by member: the one writer of log lines and of the services' own answers. Values are maps, lists,
 * other objects, whole numbers, booleans and null; everything else is written as text. Not thread-safe.
 */
public final class Json {
    private final StringBuilder out;
    private char separator = '{';

    public Json() {
        this(new StringBuilder());
    }

    private Json(StringBuilder out) {
        this.out = out;
    }

    /** Adds a member behind the others; a name that was used before is not noticed. */
    public Json with(String name, @Nullable Object value) {
        out.append(separator);
        separator = ',';
        string(name);
        out.append(':');
        write(value);
        return this;
    }

    /** Adds the members of a map, in its order. */
    public Json withAll(Map<?, ?> members) {
        members.forEach((name, value) -> with(String.valueOf(name), value));
        return this;
    }

    /** The object so far. */
    @Override
    public String toString() {
        return out + closing();
    }

    private String closing() {
        return separator == '{' ? "{}" : "}";
    }

    /** Without a switch over types, for which the JDK would write a class on the way to a service's first answer. */
    private void write(@Nullable Object value) {
        if (value instanceof Json object) {
            out.append(object.out).append(object.closing());
        } else if (value instanceof Map<?, ?> map) {
            out.append(new Json(out).withAll(map).closing());
        } else if (value instanceof Iterable<?> values) {
            array(values);
        } else if (value == null || value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            string(value.toString());
        }
    }

    private void array(Iterable<?> values) {
        char before = '[';
        for (Object value : values) {
            out.append(before);
            before = ',';
            write(value);
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    /** All but printable ASCII is escaped: a log line is then one line in whatever encoding it is read. */
    private void character(char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c >= ' ' && c < 0x7f) {
            out.append(c);
        } else {
            out.append("\\u%04x".formatted((int) c));
        }
    }
}
