package com.runmat.telemetry.client;

import org.jspecify.annotations.Nullable;

/**
 * What a value must look like to be sent. A value that does not fit is left out: it cannot be what its field is for, and
 * it might be something of the user's (a path, a message, a line of code).
 */
final class Fit {
    private static final int WORD = 64;
    private static final int SHORTEST_PART = 3;
    private static final int LONGEST_PART = 31;

    private Fit() {}

    /** A version, code or name of a part: at most 64 of the characters {@code A-Z a-z 0-9 . _ + -}. */
    static @Nullable String word(@Nullable String text) {
        return text != null && made(text, WORD, "._+-") ? text : null;
    }

    /**
     * The name of a product as a driver reports it, such as {@code NVIDIA GeForce RTX 3080/PCIe/SSE2}: no
     * characters that only paths and code have. It starts with a letter or digit, as a path seldom does.
     */
    static @Nullable String productName(@Nullable String text, int limit) {
        String name = text == null ? "" : text.strip();
        return made(name, limit, " ._+-()[],/&®™") && plain(name.charAt(0)) ? name : null;
    }

    /** An error's class in the form that the contract keeps, {@code Word:Word}: the whole text must be one. */
    static @Nullable String errorClass(@Nullable String text) {
        int colon = text == null ? -1 : text.indexOf(':');
        if (text == null || colon < 0) {
            return null;
        }
        String first = text.substring(0, colon);
        String second = text.substring(colon + 1);
        boolean fits = part(first, "")
                && part(second, "_")
                && first.charAt(0) >= 'A'
                && first.charAt(0) <= 'Z'
                && letter(second.charAt(0));
        return fits ? text : null;
    }

    /** A number from 0 to the bound. */
    static @Nullable Long number(long value, long bound) {
        return value >= 0 && value <= bound ? value : null;
    }

    private static boolean part(String text, String others) {
        return text.length() >= SHORTEST_PART && made(text, LONGEST_PART, others);
    }

    private static boolean made(String text, int limit, String others) {
        if (text.isEmpty() || text.length() > limit) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!plain(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean plain(char c) {
        return letter(c) || (c >= '0' && c <= '9');
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
