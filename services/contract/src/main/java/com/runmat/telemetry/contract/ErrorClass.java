package com.runmat.telemetry.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class of an error in its text: the first {@code Word:Word} that stands alone, as in
 * {@code Execution failed: MATLAB:UndefinedFunction: Undefined function: foo}.
 *
 * <p>The text may hold source code and paths, which must never leave. So a match is taken only where it cannot be part of
 * a path, a drive, an address or a range such as {@code a:b}: the first word starts with a capital, both words have at least three
 * characters, and nothing that belongs to a longer token touches them.
 */
final class ErrorClass {
    private static final Pattern WORDS = Pattern.compile(
            "(?<![\\p{L}\\p{N}_:./\\\\@$%~=&?#-])([A-Z][A-Za-z0-9]{2,30}:[A-Za-z][A-Za-z0-9_]{2,30})(?![\\p{L}\\p{N}_./\\\\@$%~=&?#-])");

    /** An error class stands near the beginning; looking no further bounds the work on hostile text. */
    private static final int LOOK_AT = 512;

    private ErrorClass() {}

    static @Nullable String in(String text) {
        Matcher found = WORDS.matcher(text.length() > LOOK_AT ? text.substring(0, LOOK_AT) : text);
        return found.find() ? found.group(1) : null;
    }
}
