package com.runmat.telemetry.client.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds what a TOML text says about {@code telemetry.enabled}, in doubt for the user's privacy: one {@code false} outweighs any
 * {@code true}; a value other than {@code true} is off; the key counts below another table too, where a line appended to the end of a
 * file lands; and a text that is not TOML is off as soon as it has the word telemetry in it.
 */
final class ConsentReader {
    private final String text;
    private final List<Statement> switches = new ArrayList<>();
    private boolean broken;

    ConsentReader(String text) {
        this.text = text;
        read(Statements.of(text), List.of());
    }

    Consent consent() {
        for (Statement found : switches) {
            if (!found.value().equals("true")) {
                return Consent.DISABLED;
            }
        }
        if (broken && text.toLowerCase(Locale.ROOT).contains("telemetry")) {
            return Consent.UNCLEAR;
        }
        return switches.isEmpty() ? Consent.UNSAID : Consent.ENABLED;
    }

    /** The assignments that decide, in the text's order. */
    List<Statement> switches() {
        return switches;
    }

    private void read(List<Statement> statements, List<String> above) {
        List<String> table = above;
        for (Statement statement : statements) {
            List<String> key = statement.key();
            boolean understood = statement.whole() && !key.isEmpty() && !key.contains("");
            broken |= !understood;
            if (statement.header()) {
                table = key;
            } else {
                assignment(statement, join(table, key));
            }
        }
    }

    private void assignment(Statement statement, List<String> path) {
        broken |= statement.value().isEmpty();
        if (endsWith(path, "telemetry", "enabled")) {
            switches.add(statement);
        } else if (endsWith(path, "telemetry") && statement.value().startsWith("{")) {
            read(Statements.inside(text, statement.valueStart(), statement.end()), path);
        } else if (path.equals(List.of("telemetry"))) {
            switches.add(statement);
        }
    }

    private static boolean endsWith(List<String> path, String... end) {
        return path.size() >= end.length
                && path.subList(path.size() - end.length, path.size()).equals(List.of(end));
    }

    private static List<String> join(List<String> table, List<String> key) {
        List<String> path = new ArrayList<>(table);
        path.addAll(key);
        return path;
    }
}
