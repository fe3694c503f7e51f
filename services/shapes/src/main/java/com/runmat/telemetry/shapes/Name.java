package com.runmat.telemetry.shapes;

/**
 * One word as programs name things: ASCII letters, digits and underscores. What the letters allow but no real name has is no
 * name either: the long numbers of cards, telephones and accounts, and the wild mixture of a token or of Base64.
 */
final class Name {
    /** {@code x86_64} has four, {@code windows10_19045} seven; a telephone's number has more. */
    private static final int MOST_DIGITS = 7;

    /** {@code BrowserWebGpu} has two; eight letters of Base64 have two as well, and sixteen have four. */
    private static final int MOST_HUMPS = 2;

    /** {@code LoongArch64} has eleven; keys of capitals and digits have twenty and more. */
    private static final int LONGEST_WITH_CAPITALS_AND_DIGITS = 16;

    private Name() {}

    /** True when the part of the text from one place up to another is a name of at most so many characters. */
    static boolean fits(String text, int from, int to, int longest) {
        if (from >= to || to - from > longest || text.charAt(from) == '_') {
            return false;
        }
        int digits = 0;
        int humps = 0;
        boolean capitals = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Ascii.digit(c)) {
                digits++;
            } else if (Ascii.upper(c)) {
                capitals = true;
                humps += i > from && Ascii.lower(text.charAt(i - 1)) ? 1 : 0;
            } else if (!Ascii.lower(c) && c != '_') {
                return false;
            }
        }
        boolean token = capitals && digits > 0 && to - from > LONGEST_WITH_CAPITALS_AND_DIGITS;
        return digits <= MOST_DIGITS && humps <= MOST_HUMPS && !token;
    }
}
