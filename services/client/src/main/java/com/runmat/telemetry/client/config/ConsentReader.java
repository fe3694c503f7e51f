package com.runmat.telemetry.client.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a text says about {@code telemetry.enabled}, in doubt for the user's privacy. TOML is taken at its word: one no outweighs
 * any yes; a value other than {@code true} is a no; the key counts below other tables too, where a line appended to the end of a file
 * lands; and a key that has the word telemetry in it and is none that RunMat knows is a no. A text that is not TOML is off as soon as
 * it names telemetry anywhere. Comments and the values of other keys say nothing.
 */
final class ConsentReader {
    private static final Set<String> SWITCHES =
            Set.of("enabled", "enable", "on", "active", "allow", "allowed", "consent");
    private static final Set<String> OPPOSITES = Set.of("disabled", "disable", "off", "optout", "no", "none");

    private final String text;
    private final Toml toml;
    private final List<Entry> switches = new ArrayList<>();
    private @Nullable Entry no;

    ConsentReader(String text) {
        this.text = text;
        toml = Toml.read(text);
        for (Entry entry : toml.entries()) {
            judge(entry);
        }
    }

    /** Without lambdas and streams, as everything on its way: a program's start waits for it. */
    Consent consent() {
        if (no != null) {
            return Consent.DISABLED;
        }
        if (toml.brokenAt() >= 0 && Word.in(text)) {
            return Consent.UNCLEAR;
        }
        return switches.isEmpty() ? Consent.UNSAID : Consent.ENABLED;
    }

    Verdict verdict() {
        if (no != null) {
            return Verdict.byLine(Consent.DISABLED, "it switches telemetry off", text, no.start());
        }
        if (toml.brokenAt() >= 0 && Word.in(text)) {
            Verdict where = Verdict.byLine(Consent.UNCLEAR, "it is not TOML", text, toml.brokenAt());
            String why = where.why() + "; and names telemetry";
            return Verdict.byLine(Consent.UNCLEAR, why, text, Word.placeIn(text));
        }
        return switches.isEmpty()
                ? new Verdict(Consent.UNSAID, "it says nothing about telemetry")
                : Verdict.byLine(
                        Consent.ENABLED,
                        "it switches telemetry on",
                        text,
                        switches.get(0).start());
    }

    /** The assignments to change for another answer, in the text's order. */
    List<Entry> switches() {
        return switches;
    }

    Toml toml() {
        return toml;
    }

    private void judge(Entry entry) {
        List<String> words = words(entry.path());
        String last = words.get(words.size() - 1);
        boolean table = entry.kind() != Entry.Kind.VALUE;
        if (unknownName(words)) {
            if (last.equals("telemetryenabled")) {
                found(entry);
            } else {
                no(entry);
            }
        } else if (last.equals("telemetry") ? !table : words.contains("telemetry") && SWITCHES.contains(last)) {
            found(entry);
        } else if (words.contains("telemetry") && OPPOSITES.contains(last) && !says(entry, "false")) {
            no(entry);
        }
    }

    private static boolean unknownName(List<String> words) {
        for (String word : words) {
            if (word.contains("telemetry") && !word.equals("telemetry")) {
                return true;
            }
        }
        return false;
    }

    private void found(Entry entry) {
        if (!says(entry, "true")) {
            no(entry);
        }
        if (entry.kind() == Entry.Kind.VALUE) {
            switches.add(entry);
        }
    }

    private void no(Entry entry) {
        no = no == null ? entry : no;
    }

    private boolean says(Entry entry, String value) {
        return text.substring(entry.valueStart(), entry.end()).equals(value);
    }

    /** A quoted key may have dots in it: who writes {@code "telemetry.enabled"} means what it looks like. */
    private static List<String> words(List<String> path) {
        List<String> words = new ArrayList<>();
        for (String part : path) {
            for (String word : part.split("\\.", -1)) {
                words.add(Word.letters(word));
            }
        }
        return words;
    }
}
