package com.runmat.telemetry.shapes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version such as {@code v1.2.3} or {@code 0.4.0-rc.1+build5}, or one of the words that stand for one.
 *
 * <p>Two or three numbers, for four are an internet address; behind them only words that versions are made of, numbers and the
 * hashes of commits, for free words could be anything.
 */
public record Version() implements TextShape {
    private static final List<String> WORDS = List.of("unknown", "latest", "dev", "nightly", "example", "probe");
    private static final int LONGEST = 64;
    private static final int MOST_TAGS = 6;
    private static final Vocabulary TAGS = Vocabulary.of("""
            a alpha b beta build c canary ci cpu cuda debug dev devel dirty ea edge exp experimental final g git gpu hotfix lts m nightly
            p patch post pre preview r rc release rev sha snapshot sp stable test wasm
            """);

    @Override
    public @Nullable String keep(String text) {
        String version = KeptText.of(text);
        return version != null && (WORDS.contains(version) || fits(version)) ? version : null;
    }

    private static boolean fits(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        int end = number(text, text.charAt(0) == 'v' ? 1 : 0, 4);
        int numbers = 1;
        while (end > 0 && end < text.length() && text.charAt(end) == '.') {
            end = number(text, end + 1, 3);
            numbers++;
        }
        return end > 0 && (numbers == 2 || numbers == 3) && tags(text, end);
    }

    /** Where the number ends that begins there, or -1 when there is none of at most so many digits. */
    private static int number(String text, int start, int mostDigits) {
        int end = start;
        while (end < text.length() && Ascii.digit(text.charAt(end))) {
            end++;
        }
        return end > start && end - start <= mostDigits ? end : -1;
    }

    /** True when the rest of the text is made of tags: the first behind {@code -} or {@code +}, others behind a dot as well. */
    private static boolean tags(String text, int start) {
        int at = start;
        for (int tags = 0; at < text.length(); tags++) {
            char mark = text.charAt(at);
            if (tags == MOST_TAGS || !(mark == '-' || mark == '+' || (tags > 0 && (mark == '.' || mark == '_')))) {
                return false;
            }
            int end = at + 1;
            while (end < text.length() && Ascii.letterOrDigit(text.charAt(end))) {
                end++;
            }
            if (!isTag(text, at + 1, end)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    /** A known word with or without a number behind it, a number, or the hash of a commit, its {@code g} included. */
    private static boolean isTag(String text, int from, int to) {
        int letters = from;
        while (letters < to && Ascii.letter(text.charAt(letters))) {
            letters++;
        }
        boolean number = number(text, letters, 8) == to;
        boolean word = letters > from && TAGS.has(text, from, letters) && (number || letters == to);
        return word
                || (letters == from && number)
                || isCommit(text, from < to && text.charAt(from) == 'g' ? from + 1 : from, to);
    }

    private static boolean isCommit(String text, int from, int to) {
        int length = to - from;
        boolean letter = false;
        for (int i = from; i < to; i++) {
            if (!Ascii.hex(text.charAt(i))) {
                return false;
            }
            letter |= Ascii.letter(text.charAt(i));
        }
        return (length >= 7 && length <= 12 && (letter || length <= 8)) || length == 40;
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
        return "a version such as `v1.2.3` or `0.4.0-rc.1+build5`, or one of " + String.join(", ", WORDS);
    }

    @Override
    public String pattern() {
        return "^(v?[0-9]{1,4}(\\.[0-9]{1,3}){1,2}([+-][A-Za-z0-9]+([._+-][A-Za-z0-9]+)*)?|" + String.join("|", WORDS)
                + ")$";
    }
}
