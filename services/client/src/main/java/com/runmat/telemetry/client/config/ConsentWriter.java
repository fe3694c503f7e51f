package com.runmat.telemetry.client.config;

import java.util.List;

/** Sets {@code telemetry.enabled} in a TOML text and leaves every other character where it is. */
final class ConsentWriter {
    private ConsentWriter() {}

    /** The text with the switch set; when it has none yet, one is put where the telemetry table already is, or at the end. */
    static String with(String text, boolean enabled) {
        ConsentReader reader = new ConsentReader(text);
        List<Entry> switches = reader.switches();
        if (switches.isEmpty()) {
            return added(text, reader.toml().entries(), enabled);
        }
        StringBuilder changed = new StringBuilder(text);
        for (int i = switches.size() - 1; i >= 0; i--) {
            Entry found = switches.get(i);
            changed.replace(found.valueStart(), found.end(), String.valueOf(enabled));
        }
        return changed.toString();
    }

    private static String added(String text, List<Entry> entries, boolean enabled) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        boolean header = false;
        for (Entry entry : entries) {
            header |= entry.kind() == Entry.Kind.HEADER;
            if (entry.path().equals(List.of("telemetry"))) {
                return inTable(text, entry, enabled, newline);
            }
            if (!header && entry.path().get(0).equals("telemetry")) {
                return insert(text, entry.start(), "telemetry.enabled = " + enabled + newline);
            }
        }
        String gap = text.isEmpty() ? "" : text.endsWith("\n") ? newline : newline + newline;
        return text + gap + "[telemetry]" + newline + "enabled = " + enabled + newline;
    }

    private static String inTable(String text, Entry table, boolean enabled, String newline) {
        if (table.kind() != Entry.Kind.HEADER) {
            boolean empty =
                    text.substring(table.valueStart() + 1, table.end() - 1).isBlank();
            return insert(text, table.valueStart() + 1, " enabled = " + enabled + (empty ? " " : ", "));
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
