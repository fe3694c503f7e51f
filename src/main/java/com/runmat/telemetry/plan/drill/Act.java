package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;

/**
 * One thing that an update does.
 *
 * @param replacement whether it is one half of a replacement
 * @param causes the paths for which it is updated or replaced
 */
record Act(Kind kind, PlannedResource resource, boolean replacement, List<String> causes) {
    /** What is done. */
    enum Kind {
        CREATE,
        UPDATE,
        DELETE,
        /** What is protected would have to go: the update stops, before it does anything. */
        REFUSE
    }

    Act {
        causes = List.copyOf(causes);
    }

    static Act create(PlannedResource resource) {
        return new Act(Kind.CREATE, resource, false, List.of());
    }

    static Act update(PlannedResource resource, List<String> causes) {
        return new Act(Kind.UPDATE, resource, false, causes);
    }

    static Act delete(PlannedResource resource) {
        return new Act(Kind.DELETE, resource, false, List.of());
    }

    static Act refuse(PlannedResource resource, List<String> causes) {
        return new Act(Kind.REFUSE, resource, false, causes);
    }

    Act asReplacement(List<String> why) {
        return new Act(kind, resource, true, why);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** For instance {@code UPDATE RecordSet udp.telemetry.runmat.com-A}. */
    String described() {
        var why = causes.isEmpty() ? "" : " for " + String.join(", ", causes);
        return "%s %s %s%s%s"
                .formatted(
                        kind.name().toLowerCase(java.util.Locale.ROOT),
                        resource.kind(),
                        resource.name(),
                        replacement ? " (replacement)" : "",
                        why);
    }
}
