package com.runmat.telemetry.plan.adopt;

import com.runmat.telemetry.plan.table.DataFile;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** For tests of the stack: what the table of ids knows. */
public final class KnownIds {
    private KnownIds() {}

    /** Whether Google is asked for a part of its id. */
    public static boolean isAskedFor(String type) {
        return IdTable.search(type).isPresent();
    }

    public static Set<String> types() {
        Set<String> types = new TreeSet<>();
        if (DataFile.read(IdTable.class, "ids.yaml").get("ids") instanceof Map<?, ?> ids) {
            ids.keySet().forEach(type -> types.add(String.valueOf(type)));
        }
        return types;
    }
}
