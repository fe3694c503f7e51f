package com.runmat.telemetry.plan.github;

import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts that others chose, so written that GitHub shows them and does nothing else: in a code span or block it links no
 * mention, issue or address, reads no HTML, and starts no table cell or fence.
 */
public final class Markdown {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_NAMES = 5;

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    /** Readers of tables differ on what an even number of backslashes before a pipe means; none on an odd one. */
    private static final Pattern PIPE = Pattern.compile("(\\\\*)\\|");

    private Markdown() {}

    /** One line of code. */
    public static String code(String text) {
        var line = visible(text);
        var ticks = "`".repeat(longestRun(line) + 1);
        var pad = line.isBlank() || line.startsWith("`") || line.endsWith("`") || line.startsWith(" ") ? " " : "";
        return line.isEmpty() ? "` `" : ticks + pad + line + pad + ticks;
    }

    /** A cell of a table with this Markdown in it: a pipe ends a cell, in code too, unless it is escaped. */
    public static String cell(String markdown) {
        return PIPE.matcher(markdown).replaceAll(Markdown::escapedPipe);
    }

    private static String escapedPipe(MatchResult pipe) {
        var slashes = pipe.group(1);
        var even = slashes.length() % 2 == 0 ? slashes : slashes + "\\";
        return Matcher.quoteReplacement(even + "\\|");
    }

    /** A name in code, cut in its middle if it is long: both ends tell. */
    public static String name(String text) {
        return code(shortened(text));
    }

    /** The first of these names, each in code, and how many more there are. */
    public static String names(List<String> names) {
        var named = names.stream().limit(MOST_NAMES).map(Markdown::name).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? named : named + " and %d more".formatted(names.size() - MOST_NAMES);
    }

    public static String shortened(String text) {
        var half = (LONGEST_NAME - 1) / 2;
        return text.length() <= LONGEST_NAME
                ? text
                : text.substring(0, half) + "…" + text.substring(text.length() - half);
    }

    /** A block of code, its lines kept. */
    public static String block(String language, String text) {
        var fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return "%s%s\n%s%s%s\n".formatted(fence, language, text, text.endsWith("\n") ? "" : "\n", fence);
    }

    /** Something to unfold; the summary is ours. */
    public static String folded(String summary, String body) {
        return "<details><summary>%s</summary>\n\n%s\n</details>\n".formatted(summary, body);
    }

    /** What no reader sees or what turns a line around, written out; a line stays one line. */
    public static String visible(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isVisible(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u%04x".formatted(point));
            }
        });
        return shown.toString();
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static int longestRun(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .map(run -> run.group().length())
                .max(Comparator.naturalOrder())
                .orElse(0);
    }
}
