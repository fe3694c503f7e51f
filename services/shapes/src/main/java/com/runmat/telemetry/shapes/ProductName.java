package com.runmat.telemetry.shapes;

import org.jspecify.annotations.Nullable;

/**
 * The name of a graphics device or of its maker as a driver reports it, such as {@code NVIDIA GeForce RTX 4090/PCIe/SSE2}.
 *
 * <p>Its characters alone would let a sentence, a person's name, a relative path and a host's name pass. So each word must be one
 * that such names are made of ({@link GraphicsWords}), a model's number, or an abbreviation, and one at least must be of the first kind.
 *
 * @param longest the most characters kept; a longer name is looked at whole and then cut behind a word
 */
public record ProductName(int longest) implements TextShape {
    /** A device's name. */
    public static final ProductName DEVICE = new ProductName(100);

    /** Its maker's. */
    public static final ProductName VENDOR = new ProductName(64);

    /** Drivers' longest names have about 150. */
    private static final int LONGEST_LOOKED_AT = 256;

    private static final int LONGEST_MODEL = 12;
    private static final int LONGEST_NUMBER = 6;
    private static final String BETWEEN = " ()[]®™.,+-_/";

    @Override
    public @Nullable String keep(String text) {
        String name = KeptText.of(text);
        return name != null && name.length() <= LONGEST_LOOKED_AT && fits(name) ? cut(name) : null;
    }

    /** Cut behind a word, so that what a sender has cut is still a name to the collector. */
    private @Nullable String cut(String name) {
        if (name.length() <= longest) {
            return name;
        }
        for (int end = longest; end > 0; end--) {
            boolean inWord = Ascii.letterOrDigit(name.charAt(end - 1)) && Ascii.letterOrDigit(name.charAt(end));
            String start = inWord ? "" : name.substring(0, end).strip();
            if (fits(start)) {
                return start;
            }
        }
        return null;
    }

    private static boolean fits(String name) {
        boolean named = false;
        for (int i = 0; i < name.length(); ) {
            int end = i;
            while (end < name.length() && Ascii.letterOrDigit(name.charAt(end))) {
                end++;
            }
            if (end == i) {
                if (!between(name, i)) {
                    return false;
                }
                i++;
            } else {
                boolean graphics = GraphicsWords.NAMES.has(name, i, end) || isChip(name, i, end);
                if (!graphics && !goesWithName(name, i, end)) {
                    return false;
                }
                named |= graphics;
                i = end;
            }
        }
        return named;
    }

    private static boolean goesWithName(String name, int from, int to) {
        return GraphicsWords.OTHERS.has(name, from, to) || isModel(name, from, to) || isAbbreviation(name, from, to);
    }

    /** Two dots in a row and a slash on one side of a blank stand in paths. */
    private static boolean between(String name, int at) {
        char c = name.charAt(at);
        if (BETWEEN.indexOf(c) < 0) {
            return false;
        }
        char before = at == 0 ? '/' : name.charAt(at - 1);
        char after = at + 1 == name.length() ? '/' : name.charAt(at + 1);
        if (c == '/') {
            return (before == ' ' && after == ' ') || (Ascii.letterOrDigit(before) && Ascii.letterOrDigit(after));
        }
        return c != '.' || before != '.';
    }

    private static boolean isModel(String name, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += Ascii.digit(name.charAt(i)) ? 1 : 0;
        }
        return digits == to - from ? digits <= LONGEST_NUMBER : digits > 0 && to - from <= LONGEST_MODEL;
    }

    /** How nouveau calls every NVIDIA chip, and says nothing else: {@code NV50}, {@code NV136}, {@code NVE7}. */
    private static boolean isChip(String name, int from, int to) {
        if (to - from < 4 || to - from > 5 || !name.startsWith("NV", from)) {
            return false;
        }
        boolean number = false;
        for (int i = from + 2; i < to; i++) {
            number |= Ascii.digit(name.charAt(i));
            if (!Ascii.digit(name.charAt(i)) && (name.charAt(i) < 'A' || name.charAt(i) > 'F')) {
                return false;
            }
        }
        return number;
    }

    /** {@code GT}, {@code XTX}, {@code Ti}. */
    private static boolean isAbbreviation(String name, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.upper(name.charAt(i))) {
                return to - from == 2 && i > from;
            }
        }
        return to - from <= 3;
    }

    @Override
    public String describe() {
        return "a product's name of at most " + longest
                + " characters, made of words that graphics devices are named with and of models' numbers";
    }

    @Override
    public String pattern() {
        return "^[A-Za-z0-9 ()\\[\\]®™.,+_/-]{1," + LONGEST_LOOKED_AT + "}$";
    }
}
