package com.runmat.telemetry.shapes;

import org.jspecify.annotations.Nullable;

/**
 * RunMat's code of a failure: an error's class, a code such as {@code RM.GPU.LOST}, or an identifier such as {@code
 * undefined_function}. Any other text is kept as the word {@code other}.
 */
public record FailureCode() implements TextShape {
    private static final String PREFIX = "RM.";
    private static final int MOST_PARTS = 4;
    private static final int LONGEST_CODE = 64;

    @Override
    public @Nullable String keep(String text) {
        String code = KeptText.of(text);
        if (code == null) {
            return null;
        }
        if (Identifier.fits(code)) {
            return Ascii.toLower(code);
        }
        if (isCode(code)) {
            return code;
        }
        String found = ErrorClass.find(text);
        return found == null ? OneOrOther.OTHER : found;
    }

    private static boolean isCode(String text) {
        if (text.length() > LONGEST_CODE || !text.startsWith(PREFIX)) {
            return false;
        }
        int parts = 0;
        int start = PREFIX.length();
        for (int dot = text.indexOf('.', start); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isPart(text, start, dot)) {
                return false;
            }
            start = dot + 1;
            parts++;
        }
        return parts < MOST_PARTS && isPart(text, start, text.length());
    }

    private static boolean isPart(String text, int from, int to) {
        if (from >= to || !Ascii.upper(text.charAt(from)) || !Name.fits(text, from, to, LONGEST_CODE)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (Ascii.lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int longest() {
        return new ErrorClass().longest();
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public String describe() {
        return "an error's class, `RM(.[A-Z][A-Z0-9_]*){1,4}` of at most 64 characters, or an identifier `[a-z][a-z0-9_]{0,31}` in lower case; else `other`";
    }

    @Override
    public @Nullable String pattern() {
        return null;
    }
}
