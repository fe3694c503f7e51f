package com.runmat.telemetry.client.config;

/** Looks for the word telemetry as a person does: whatever its case, and whatever stands between its letters unseen. */
final class Word {
    private static final String TELEMETRY = "telemetry";

    /** A backslash, u and four digits: a letter that is not seen as one. */
    private static final int ESCAPE = 6;

    private Word() {}

    /** The letters of a text, a to z alone, in lower case. */
    static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
            if (lower >= 'a' && lower <= 'z') {
                letters.append(lower);
            }
        }
        return letters.toString();
    }

    /** Whether a text has the word in it, or may have it behind an escape. */
    static boolean in(String text) {
        return letters(text).contains(TELEMETRY) || escape(text) >= 0;
    }

    /** Where the text first has it: its line or, when it stretches over lines, the text's beginning. */
    static int placeIn(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                if (in(text.substring(start, i))) {
                    return start;
                }
                start = i + 1;
            }
        }
        return 0;
    }

    private static int escape(String text) {
        int at = text.indexOf('\\');
        while (at >= 0 && !(at + ESCAPE <= text.length() && unicode(text, at))) {
            at = text.indexOf('\\', at + 1);
        }
        return at;
    }

    private static boolean unicode(String text, int at) {
        boolean is = text.charAt(at + 1) == 'u' || text.charAt(at + 1) == 'U';
        for (int i = at + 2; i < at + ESCAPE; i++) {
            is &= Character.digit(text.charAt(i), 16) >= 0;
        }
        return is;
    }
}
