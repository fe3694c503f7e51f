package com.runmat.telemetry.client.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text by the rules of TOML 1.0, up to its end or to where it stops being TOML. Only names, places and what is a table are kept.
 */
final class Toml {
    /** Deeper than anybody writes, and no danger to the stack. */
    private static final int DEEPEST = 100;

    private final Cursor cursor;
    private final Names names = new Names();
    private final List<Entry> entries = new ArrayList<>();
    private int brokenAt = -1;
    private List<String> table = List.of();
    private String tablePlace = Names.ROOT;
    private int depth;

    private Toml(String text) {
        cursor = new Cursor(text);
    }

    static Toml read(String text) {
        Toml toml = new Toml(text);
        try {
            while (!toml.cursor.done()) {
                toml.line();
            }
        } catch (NotToml broken) {
            toml.brokenAt = broken.at();
        }
        return toml;
    }

    /** In the text's order. */
    List<Entry> entries() {
        return entries;
    }

    /** Where the text stops being TOML, or -1. */
    int brokenAt() {
        return brokenAt;
    }

    private void line() {
        cursor.blanks();
        if (cursor.peek() == '[') {
            header();
        } else if ("#\r\n".indexOf(cursor.peek()) < 0 && !cursor.done()) {
            assignment(table, tablePlace);
        }
        cursor.endOfLine();
    }

    private void header() {
        int start = cursor.at();
        boolean element = cursor.take("[[");
        if (!element) {
            cursor.need("[");
        }
        List<String> path = key();
        cursor.need(element ? "]]" : "]");
        table = path;
        tablePlace = free(start, element ? names.element(path) : names.table(path));
        entries.add(new Entry(Entry.Kind.HEADER, path, start, cursor.at(), cursor.at()));
    }

    private void assignment(List<String> above, String place) {
        int start = cursor.at();
        List<String> key = key();
        cursor.need("=");
        cursor.blanks();
        List<String> path = new ArrayList<>(above);
        path.addAll(key);
        value(start, path, free(start, names.value(place, key)));
    }

    private List<String> key() {
        List<String> parts = new ArrayList<>();
        do {
            cursor.blanks();
            parts.add(TomlString.begins(cursor) ? TomlString.line(cursor) : bareKey());
            cursor.blanks();
        } while (cursor.take("."));
        return parts;
    }

    private String bareKey() {
        int start = cursor.at();
        while (bare(cursor.peek())) {
            cursor.next(1);
        }
        if (cursor.at() == start) {
            throw cursor.broken();
        }
        return cursor.since(start);
    }

    private static boolean bare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private void value(int start, List<String> path, String place) {
        int valueStart = cursor.at();
        int index = entries.size();
        Entry.Kind kind = content(path, place);
        int end = valueStart + cursor.since(valueStart).stripTrailing().length();
        entries.add(index, new Entry(kind, path, start, valueStart, end));
    }

    private Entry.Kind content(List<String> path, String place) {
        if (++depth > DEEPEST) {
            throw cursor.broken();
        }
        char first = cursor.peek();
        if (first == '{') {
            inlineTable(path, place);
        } else if (first == '[') {
            array(path, place);
        } else if (TomlString.begins(cursor)) {
            TomlString.any(cursor);
        } else {
            Scalar.take(cursor);
        }
        depth--;
        return first == '{' ? Entry.Kind.INLINE_TABLE : Entry.Kind.VALUE;
    }

    private void inlineTable(List<String> path, String place) {
        cursor.need("{");
        cursor.blanks();
        if (cursor.take("}")) {
            return;
        }
        do {
            cursor.blanks();
            assignment(path, place);
            cursor.blanks();
        } while (cursor.take(","));
        cursor.need("}");
    }

    private void array(List<String> path, String place) {
        cursor.need("[");
        cursor.gap();
        for (int element = 1; !cursor.take("]"); element++) {
            content(path, Names.element(place, element));
            cursor.gap();
            if (!cursor.take(",") && cursor.peek() != ']') {
                throw cursor.broken();
            }
            cursor.gap();
        }
    }

    private static String free(int at, @Nullable String place) {
        if (place == null) {
            throw new NotToml(at);
        }
        return place;
    }
}
