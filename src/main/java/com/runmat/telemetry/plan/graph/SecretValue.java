package com.runmat.telemetry.plan.graph;

import org.jspecify.annotations.Nullable;

/** A value that the program marked as secret. It prints as {@code [secret]}; only tests look inside. */
public record SecretValue(@Nullable Object value) {
    public static final String SHOWN = "[secret]";

    @Override
    public String toString() {
        return SHOWN;
    }
}
