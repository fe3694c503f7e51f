package com.runmat.telemetry.client.config;

/**
 * What a configuration file says, and why.
 *
 * @param why the reason for the user, with the line that decided, its number and its text without control characters
 */
public record Verdict(Consent consent, String why) {
    private static final int LONGEST = 120;

    /** Decided by the line in which this place of the text is. */
    static Verdict byLine(Consent consent, String why, String text, int at) {
        int start = Math.max(lastBreak(text, at, '\n'), lastBreak(text, at, '\r'));
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new Verdict(
                consent, why + ": line " + lineNumber(text, start) + ": " + visible(text.substring(start, end)));
    }

    private static int lastBreak(String text, int at, char newline) {
        return text.lastIndexOf(newline, at - 1) + 1;
    }

    /** Lines end with LF, CR LF or, as only a person sees it, with CR alone. */
    private static long lineNumber(String text, int lineStart) {
        long number = 1;
        for (int i = 0; i < lineStart; i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            number += c == '\n' || (c == '\r' && !pair) ? 1 : 0;
        }
        return number;
    }

    /** A terminal obeys control characters, and shows nothing of the characters that only format. */
    private static String visible(String line) {
        StringBuilder shown = new StringBuilder();
        line.strip().codePoints().limit(LONGEST).forEach(point -> {
            int type = Character.getType(point);
            boolean hidden = Character.isISOControl(point)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            if (!hidden) {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }
}
