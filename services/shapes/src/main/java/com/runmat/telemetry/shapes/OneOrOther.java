package com.runmat.telemetry.shapes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of a few words, kept in lower case; any other text is kept as the word {@code other}. */
public record OneOrOther(List<String> words) implements TextShape {
    /** What stands for a text that may not be kept. */
    public static final String OTHER = "other";

    /** The kinds of programs that RunMat runs in. */
    public static final OneOrOther HOST = new OneOrOther(List.of("cli", "wasm", "kernel", "desktop"));

    @Override
    public @Nullable String keep(String text) {
        String given = KeptText.of(text);
        if (given == null) {
            return null;
        }
        for (String word : words) {
            if (word.equalsIgnoreCase(given)) {
                return word;
            }
        }
        return OTHER;
    }

    @Override
    public int longest() {
        int longest = OTHER.length();
        for (String word : words) {
            longest = Math.max(longest, word.length());
        }
        return longest;
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public String describe() {
        return "one of " + String.join(", ", words) + ", else `other`";
    }

    @Override
    public @Nullable String pattern() {
        return null;
    }
}
