package com.runmat.telemetry.plan.report;

import com.runmat.telemetry.plan.table.DataFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** For tests of the stack: what the table of replacing inputs knows. */
public final class KnownEffects {
    private KnownEffects() {}

    /** Every type of the table. */
    public static Set<String> types() {
        Set<String> types = new TreeSet<>();
        if (DataFile.read(Effect.class, "replacing.yaml").get("replacing") instanceof Map<?, ?> table) {
            table.keySet().forEach(type -> types.add(String.valueOf(type)));
        }
        return types;
    }

    public static boolean of(String type) {
        return Effect.isKnown(type);
    }

    /** Whether a resource of a type is replaced for a change at these paths. */
    public static boolean replaces(String type, List<String> paths) {
        return Effect.of(type, paths).kind() == Effect.Kind.REPLACED;
    }
}
