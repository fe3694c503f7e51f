package com.runmat.telemetry.plan.report;

/** For tests of the stack: which types the table of replacing inputs knows. */
public final class KnownEffects {
    private KnownEffects() {}

    public static boolean of(String type) {
        return Effect.isKnown(type);
    }
}
