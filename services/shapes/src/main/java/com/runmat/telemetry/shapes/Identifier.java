package com.runmat.telemetry.shapes;

import org.jspecify.annotations.Nullable;

/** A program's own word for one of its parts, such as {@code name_resolution}; kept in lower case. */
public record Identifier() implements TextShape {
    static final int LONGEST = 32;

    @Override
    public @Nullable String keep(String text) {
        String word = KeptText.of(text);
        return word != null && fits(word) ? Ascii.toLower(word) : null;
    }

    static boolean fits(String text) {
        return Ascii.letter(text.charAt(0)) && Name.fits(text, 0, text.length(), LONGEST);
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public String describe() {
        return "an identifier `[a-z][a-z0-9_]{0,31}` in lower case, without long numbers";
    }

    @Override
    public String pattern() {
        return "^[A-Za-z][A-Za-z0-9_]{0,31}$";
    }
}
