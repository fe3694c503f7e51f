package com.runmat.telemetry.plan.comment;

/** What a pull request is labelled with: the worst that it does, of which the later outranks the earlier. */
public enum Label {
    NONE,
    CHANGE,
    REPLACE,
    UNPROTECT,
    DELETE;

    /** What every label of these begins with. */
    public static final String PREFIX = "infra:";

    /** {@code infra:none}, for instance. */
    public String text() {
        return PREFIX + name().toLowerCase(java.util.Locale.ROOT);
    }
}
