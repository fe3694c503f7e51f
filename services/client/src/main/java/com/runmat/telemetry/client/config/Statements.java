package com.runmat.telemetry.client.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a TOML text into statements. A line ends a statement unless a bracket of a value or a string of three quotes is open; a
 * comment ends with its line. Any text can be cut: what never closes makes a statement that is not whole.
 */
final class Statements {
    private final String text;
    private final List<Statement> found = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private int start = -1;
    private int depth;
    private boolean broken;

    private Statements(String text) {
        this.text = text;
    }

    static List<Statement> of(String text) {
        Statements statements = new Statements(text);
        statements.cut(0, text.length());
        return statements.found;
    }

    /** The assignments between an inline table's braces, their places counted in the whole text. */
    static List<Statement> inside(String text, int openBrace, int end) {
        Statements statements = new Statements(text);
        int close = text.lastIndexOf('}', end - 1);
        statements.cut(openBrace + 1, close > openBrace ? close : end);
        return statements.found;
    }

    private void cut(int from, int to) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '#') {
                at = lineEnd(at, to);
            } else if (c == '"' || c == '\'') {
                at = string(at, c, to);
            } else {
                character(at, c);
                at++;
            }
        }
        broken |= depth > 0;
        finish(to);
    }

    private void character(int at, char c) {
        boolean header = start >= 0 && text.charAt(start) == '[';
        if (c == '\n' && (depth <= 0 || header)) {
            broken |= depth != 0;
            finish(at);
            return;
        }
        if (c == ',' && depth == 0) {
            finish(at);
            return;
        }
        if (c == '[' || c == '{') {
            depth++;
        } else if (c == ']' || c == '}') {
            depth--;
        }
        add(at, c);
    }

    /** Takes a whole string and gives the place behind it; one that never closes ends with its line or, of three quotes, the text. */
    private int string(int at, char quote, int to) {
        String three = String.valueOf(quote).repeat(3);
        boolean many = text.startsWith(three, at);
        int width = many ? 3 : 1;
        int close = close(at + width, many ? three : String.valueOf(quote), quote == '"', many, to);
        int end = close < 0 ? (many ? to : lineEnd(at, to)) : close + width;
        broken |= close < 0;
        for (int i = at; i < end; i++) {
            add(i, text.charAt(i));
        }
        return end;
    }

    private int close(int from, String quotes, boolean escapes, boolean lines, int to) {
        for (int i = from; i + quotes.length() <= to; i++) {
            char c = text.charAt(i);
            if (c == '\n' && !lines) {
                return -1;
            }
            if (c == '\\' && escapes) {
                i++;
            } else if (text.startsWith(quotes, i)) {
                return i;
            }
        }
        return -1;
    }

    private int lineEnd(int at, int to) {
        int end = text.indexOf('\n', at);
        return end < 0 || end > to ? to : end;
    }

    private void add(int at, char c) {
        if (start < 0 && Character.isWhitespace(c)) {
            return;
        }
        if (start < 0) {
            start = at;
        }
        current.append(c);
    }

    private void finish(int at) {
        if (start >= 0) {
            String statement = current.toString().stripTrailing();
            found.add(new Statement(start, Math.min(at, start + statement.length()), statement, !broken));
        }
        start = -1;
        depth = 0;
        broken = false;
        current.setLength(0);
    }
}
