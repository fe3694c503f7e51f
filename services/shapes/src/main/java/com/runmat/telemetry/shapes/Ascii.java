package com.runmat.telemetry.shapes;

/** Classes of characters. Everything that is kept is ASCII, but for the two signs of a trade mark. */
final class Ascii {
    private Ascii() {}

    static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean letter(char c) {
        return lower(c) || upper(c);
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean letterOrDigit(char c) {
        return letter(c) || digit(c);
    }

    static boolean hex(char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static char toLower(char c) {
        return upper(c) ? (char) (c | 0x20) : c;
    }

    /** For a text that is ASCII: most need no copy. */
    static String toLower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (upper(text.charAt(i))) {
                return text.toLowerCase(java.util.Locale.ROOT);
            }
        }
        return text;
    }
}
