package com.runmat.telemetry.plan.report;

import java.util.List;

/** For tests of the stack: what the table of replacing inputs knows. */
public final class KnownEffects {
    private KnownEffects() {}

    public static boolean of(String type) {
        return Effect.isKnown(type);
    }

    /** Whether a resource of a type is replaced for a change at these paths. */
    public static boolean replaces(String type, List<String> paths) {
        return Effect.of(type, paths).kind() == Effect.Kind.REPLACED;
    }
}
