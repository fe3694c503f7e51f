package com.runmat.telemetry.client.config;

import java.util.List;

/** Sets {@code telemetry.enabled} in a TOML text and leaves every other character where it is. */
final class ConsentWriter {
    private ConsentWriter() {}

    /** The text with the switch set; when it has none yet, one is put where the telemetry table already is, or at the end. */
    static String with(String text, boolean enabled) {
        List<Statement> switches = new ConsentReader(text).switches();
        if (switches.isEmpty()) {
            return added(text, enabled);
        }
        StringBuilder changed = new StringBuilder(text);
        for (int i = switches.size() - 1; i >= 0; i--) {
            Statement found = switches.get(i);
            changed.replace(found.valueStart(), found.end(), String.valueOf(enabled));
        }
        return changed.toString();
    }

    private static String added(String text, boolean enabled) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        for (Statement statement : Statements.of(text)) {
            List<String> key = statement.key();
            if (key.equals(List.of("telemetry"))) {
                return inTable(text, statement, enabled, newline);
            }
            if (!statement.header() && !key.isEmpty() && key.get(0).equals("telemetry")) {
                return insert(text, statement.start(), "telemetry.enabled = " + enabled + newline);
            }
        }
        String gap = text.isEmpty() ? "" : text.endsWith("\n") ? newline : newline + newline;
        return text + gap + "[telemetry]" + newline + "enabled = " + enabled + newline;
    }

    private static String inTable(String text, Statement table, boolean enabled, String newline) {
        if (!table.header()) {
            String comma = table.value().replaceAll("\\s", "").equals("{}") ? " " : ", ";
            return insert(text, table.valueStart() + 1, " enabled = " + enabled + comma.strip() + " ");
        }
        int lineEnd = text.indexOf('\n', table.end());
        return lineEnd < 0
                ? text + newline + "enabled = " + enabled + newline
                : insert(text, lineEnd + 1, "enabled = " + enabled + newline);
    }

    private static String insert(String text, int at, String added) {
        return text.substring(0, at) + added + text.substring(at);
    }
}
