package com.runmat.telemetry.infra;

import static java.util.Objects.requireNonNull;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must be there before something else. */
final class Waiting {
    private Waiting() {}

    /** The URNs of all that a resource waits for, directly or by what it waits for. */
    static Set<String> before(Plan plan, PlannedResource resource) {
        Map<String, PlannedResource> byUrn = plan.byUrn();
        Set<String> before = new HashSet<>();
        var next = new ArrayDeque<>(resource.dependencies());
        while (!next.isEmpty()) {
            String urn = next.pop();
            if (before.add(urn)) {
                next.addAll(requireNonNull(byUrn.get(urn)).dependencies());
            }
        }
        return before;
    }
}
