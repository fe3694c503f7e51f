package com.runmat.telemetry.plan.github;

import java.util.regex.Pattern;

/** The first line of what a workflow writes, which no reader sees and by which it is found again: a comment in HTML. */
public final class Marker {
    /** What Pulumi takes as a name, without what would end the comment. */
    private static final Pattern NAME = Pattern.compile("(?!.*--)[A-Za-z0-9_.-]+");

    private Marker() {}

    /** Whether a name can stand in a marker as it is. */
    public static boolean takes(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The line.
     *
     * @param what is written, such as {@code plan}
     * @param stack of a name that a marker {@linkplain #takes takes}
     */
    public static String of(String what, String stack) {
        return "<!-- telemetry-%s stack=%s -->".formatted(what, stack);
    }
}
