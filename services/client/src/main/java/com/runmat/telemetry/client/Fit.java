package com.runmat.telemetry.client;

import com.runmat.telemetry.shapes.TextShape;
import com.runmat.telemetry.shapes.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a value must look like to be sent. A value that does not fit is left out: it cannot be what its field is for, and
 * it might be something of the user's (a path, a message, a line of code).
 */
final class Fit {
    private Fit() {}

    /** What the shape keeps of a text: the same that the collector would. */
    static @Nullable String text(TextShape shape, @Nullable String text) {
        return text == null ? null : shape.keep(text);
    }

    /** A program's version. Its shape is named here, so that the verifier of an event's class does not load it on the caller's time. */
    static @Nullable String release(@Nullable String version) {
        return text(new Version(), version);
    }

    /** A number from 0 to the bound. */
    static @Nullable Long number(long value, long bound) {
        return value >= 0 && value <= bound ? value : null;
    }
}
