package com.runmat.telemetry.corpus;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text that must never leave, and how to find it again: it may have been cut, trimmed, lower-cased or taken apart, so its parts are
 * looked for, whatever their case. A part too short or too common to prove anything is none: four letters of ASCII, six
 * hex digits (every hash has some), one sign of another script.
 */
public final class PrivateText {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern BETWEEN_PIECES =
            Pattern.compile("[^\\p{L}\\p{M}\\p{N}]*(\\s+|$)[^\\p{L}\\p{M}\\p{N}]*");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]*");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
    private static final int SHORTEST_WORD = 5;
    private static final int SHORTEST_HEX = 7;

    /** The contract's shape of an id, written down on its own: such a text leaves as it is in the fields of ids. */
    private static final Pattern ID =
            Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9]+(-[0-9]+)+|[0-9A-Fa-f]{16,64}");

    private final String text;
    private final List<String> traces;

    PrivateText(String text) {
        this.text = text;
        this.traces = List.copyOf(traces(text.toLowerCase(Locale.ROOT)));
    }

    public String text() {
        return text;
    }

    public boolean hasShapeOfId() {
        return ID.matcher(text).matches();
    }

    /** The first part of this text that stands in an output and not in what stands there without this text; or an empty text. */
    public String traceIn(String output, String ordinary) {
        String lower = output.toLowerCase(Locale.ROOT);
        for (String trace : traces) {
            if (lower.contains(trace) && !ordinary.contains(trace)) {
                return trace;
            }
        }
        return "";
    }

    /** True when a part of this text could be told from what always stands in an output. */
    public boolean canBeFound(String ordinary) {
        return traces.stream().anyMatch(trace -> !ordinary.contains(trace));
    }

    private static Set<String> traces(String lower) {
        Set<String> parts = new LinkedHashSet<>();
        parts.addAll(Arrays.asList(BETWEEN_WORDS.split(lower)));
        parts.addAll(Arrays.asList(BETWEEN_PIECES.split(lower)));
        parts.add(BETWEEN_WORDS.matcher(lower).replaceAll(""));
        parts.add(lower);
        parts.removeIf(part -> part.length() < shortest(part));
        return parts;
    }

    private static int shortest(String part) {
        if (!ASCII.matcher(part).matches()) {
            return 2;
        }
        return HEX.matcher(part).matches() ? SHORTEST_HEX : SHORTEST_WORD;
    }

    @Override
    public String toString() {
        return text;
    }
}
