package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;
import java.util.Locale;

/**
 * One thing that an update does.
 *
 * @param replacement whether it is one half of a replacement
 * @param causes the paths for which it is updated or replaced
 */
record Act(Kind kind, PlannedResource resource, boolean replacement, List<String> causes) {
    private static final int MOST_CAUSES = 3;

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

    /** For instance {@code update RecordSet udp.telemetry.runmat.com-A}. */
    String described() {
        var some = String.join(", ", causes.subList(0, Math.min(MOST_CAUSES, causes.size())));
        var more = causes.size() > MOST_CAUSES ? " and %d more".formatted(causes.size() - MOST_CAUSES) : "";
        var why = causes.isEmpty() ? "" : " for " + some + more;
        return "%s %s %s%s%s"
                .formatted(
                        kind.name().toLowerCase(Locale.ROOT),
                        resource.kind(),
                        resource.name(),
                        replacement ? " (replacement)" : "",
                        why);
    }
}
