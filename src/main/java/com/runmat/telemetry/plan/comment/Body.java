package com.runmat.telemetry.plan.comment;

import com.runmat.telemetry.plan.github.Markdown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A comment under GitHub's limit of 65,536 characters, measured here in bytes of UTF-8, of which a character has one or
 * more. What must stand in it stands in it; of the sections that may be folded in, each comes whole or is named as left out.
 */
final class Body {
    static final int LIMIT = 60_000;
    private static final int ROOM_FOR_THE_END = 1_000;

    private final StringBuilder text = new StringBuilder();
    private final List<String> leftOut = new ArrayList<>();
    private final String where;

    /** @param where where a reader finds what was left out */
    Body(String where) {
        this.where = where;
    }

    /** What a comment is not one without: bounded by whoever wrote it. */
    Body with(String part) {
        text.append(part.isEmpty() ? "" : part + "\n");
        return this;
    }

    /** A section to unfold, where it has something in it. */
    Body folded(String title, String section) {
        if (section.isEmpty()) {
            return this;
        }
        var folded = Markdown.folded(title, section);
        if (size(text) + size(folded) > LIMIT - ROOM_FOR_THE_END) {
            leftOut.add("%s (%,d characters)".formatted(title, section.length()));
        } else {
            text.append(folded).append('\n');
        }
        return this;
    }

    /** All of it, with what was left out before the last line. */
    String end(String lastLine) {
        if (!leftOut.isEmpty()) {
            text.append("**Left out for want of room:** %s. %s\n\n".formatted(String.join(", ", leftOut), where));
        }
        return text.append(lastLine).append('\n').toString();
    }

    private static int size(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
