package com.runmat.telemetry.client.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One statement of a TOML text, comments and blanks around it removed: a table's header or an assignment.
 *
 * @param start where it begins in the text
 * @param end where it ends in the text, exclusive
 * @param text the statement itself
 * @param whole false when a string or bracket in it never closes
 */
record Statement(int start, int end, String text, boolean whole) {
    /** Whether it is a table's header, {@code [a.b]} or {@code [[a.b]]}. */
    boolean header() {
        return text.startsWith("[");
    }

    /** The header's or the assignment's key, its parts in lower case; empty when there is none to be read. */
    List<String> key() {
        int equals = equalsSign();
        if (!header()) {
            return equals < 0 ? List.of() : parts(text.substring(0, equals));
        }
        int brackets = text.startsWith("[[") ? 2 : 1;
        int close = text.indexOf("]".repeat(brackets));
        return close < 0 ? List.of() : parts(text.substring(brackets, close));
    }

    /** What stands behind the equals sign of an assignment; empty when nothing does. */
    String value() {
        int equals = equalsSign();
        return equals < 0 ? "" : text.substring(equals + 1).strip();
    }

    /** Where the value begins in the whole text. */
    int valueStart() {
        int at = equalsSign() + 1;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return start + at;
    }

    /** The first equals sign outside quotes, or -1. */
    private int equalsSign() {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == '=') {
                return i;
            }
            quote = quote == 0 && (c == '"' || c == '\'') ? c : c == quote ? 0 : quote;
        }
        return -1;
    }

    private static List<String> parts(String key) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (quote == 0 && c == '.') {
                parts.add(part.toString());
                part.setLength(0);
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (quote != 0 || !Character.isWhitespace(c)) {
                part.append(Character.toString(c).toLowerCase(Locale.ROOT));
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
