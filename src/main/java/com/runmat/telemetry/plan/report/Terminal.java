package com.runmat.telemetry.plan.report;

/**
 * How text is dressed.
 *
 * @param colour whether the reader's terminal shows colour; a file and a pipe get plain text
 */
public record Terminal(boolean colour) {
    private static final String RESET = "\u001b[0m";

    /** Colour when it is wanted and the reader has not opted out of it everywhere, see no-color.org. */
    public static Terminal of(boolean colourWanted) {
        var dumb = "dumb".equals(System.getenv("TERM")) || System.getenv("NO_COLOR") != null;
        return new Terminal(colourWanted && !dumb);
    }

    String bold(String text) {
        return dressed("\u001b[1m", text);
    }

    String faint(String text) {
        return dressed("\u001b[2m", text);
    }

    String added(String text) {
        return dressed("\u001b[32m", text);
    }

    String removed(String text) {
        return dressed("\u001b[31m", text);
    }

    String changed(String text) {
        return dressed("\u001b[33m", text);
    }

    private String dressed(String start, String text) {
        return colour && !text.isEmpty() ? start + text + RESET : text;
    }
}
