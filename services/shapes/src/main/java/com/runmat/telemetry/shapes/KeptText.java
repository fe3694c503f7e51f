package com.runmat.telemetry.shapes;

import org.jspecify.annotations.Nullable;

/** Makes a text safe to look at: no control or invisible characters, no blanks around it, no more than the limit. */
public final class KeptText {
    private KeptText() {}

    /** The whole text without what cannot be seen, or null when nothing is left of it. */
    static @Nullable String of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** The same, cut to so many UTF-16 units. */
    public static @Nullable String of(String text, int limit) {
        String kept = plain(text, limit) ? text : cut(visible(text).strip(), limit);
        return kept.isEmpty() ? null : kept;
    }

    /** Nearly all real values are short printable ASCII and need no copy. */
    private static boolean plain(String text, int limit) {
        int length = text.length();
        if (length > limit || length == 0 || text.charAt(0) == ' ' || text.charAt(length - 1) == ' ') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String visible(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (visible(codePoint)) {
                kept.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return kept.toString();
    }

    /** A lone surrogate cannot be written as UTF-8; format characters can turn the direction of the text around them. */
    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end).strip();
    }
}
