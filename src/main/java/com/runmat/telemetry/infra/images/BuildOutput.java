package com.runmat.telemetry.infra.images;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads what Maven says: passes its steps on, and keeps the words that explain a failure. */
final class BuildOutput implements Consumer<String> {
    /** A compiler stops at 100 mistakes; the first ones are what a reader needs. */
    private static final int KEPT_LINES = 40;

    private static final Pattern LEVEL = Pattern.compile("^\\[(INFO|WARNING|ERROR)] ?");
    /** Which module, what is made for its image, and what of Jib's work is worth a line; the rest is Maven's small talk. */
    private static final Pattern STEP =
            Pattern.compile("\\[INFO] (Building [^j].*[^.]|Containerizing .*|Built and pushed .*)|image: .*");
    /** A mistake of ours, or a warning that counts as one. */
    private static final Pattern WORDS = Pattern.compile("\\[ERROR].*|\\[WARNING] .*\\.java:\\[.*");
    /** What Maven adds after the cause is advice on Maven. */
    private static final Pattern ADVICE =
            Pattern.compile("\\[ERROR] (To see the full stack trace|Re-run Maven|-> \\[Help).*");

    private final Consumer<String> progress;
    /** A set: Maven says a compiler's words again when it sums up. */
    private final Set<String> words = new LinkedHashSet<>();

    private final Deque<String> last = new ArrayDeque<>();
    private boolean explained;

    BuildOutput(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void accept(String line) {
        if (STEP.matcher(line).matches()) {
            progress.accept(text(line));
        }
        explained |= ADVICE.matcher(line).matches();
        if (WORDS.matcher(line).matches()
                && !explained
                && words.size() < KEPT_LINES
                && !text(line).isBlank()) {
            words.add(text(line));
        }
        last.add(line);
        if (last.size() > KEPT_LINES) {
            last.remove();
        }
    }

    /** The compiler's words, or where none were marked the last lines. */
    String explanation() {
        return String.join("\n", words.isEmpty() ? last : words);
    }

    private static String text(String line) {
        return LEVEL.matcher(line).replaceFirst("").strip();
    }
}
