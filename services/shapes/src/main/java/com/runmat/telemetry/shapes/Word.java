package com.runmat.telemetry.shapes;

import org.jspecify.annotations.Nullable;

/** One word for an operating system or a processor, such as {@code linux} or {@code x86_64}; kept in lower case. */
public record Word() implements TextShape {
    static final int LONGEST = 24;

    @Override
    public @Nullable String keep(String text) {
        String word = KeptText.of(text);
        return word != null && Name.fits(word, 0, word.length(), LONGEST) ? Ascii.toLower(word) : null;
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
        return "a word `[a-z0-9][a-z0-9_]{0,23}` in lower case, without long numbers";
    }

    @Override
    public String pattern() {
        return "^[A-Za-z0-9][A-Za-z0-9_]{0,23}$";
    }
}
