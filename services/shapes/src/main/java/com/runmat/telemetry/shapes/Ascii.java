package com.runmat.telemetry.shapes;

/** Classes of characters. Everything that is kept is ASCII, but for the two signs of a trade mark. */
final class Ascii {
    /** Digits and letters come at random in an id, so that no processor foresees how a comparison ends; a look into a table it need not foresee. */
    private static final boolean[] HEX = new boolean['f' + 1];

    static {
        for (char c : "0123456789abcdefABCDEF".toCharArray()) {
            HEX[c] = true;
        }
    }

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
        return c < HEX.length && HEX[c];
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
