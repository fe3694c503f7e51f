package com.runmat.telemetry.doctor;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.table.DataFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What each type of resource needs, by the role that has it: permissions.yaml. */
final class PermissionTable {
    private final Map<String, Map<String, List<String>>> byType;

    private PermissionTable(Map<String, Map<String, List<String>>> byType) {
        this.byType = byType;
    }

    static PermissionTable read() {
        return new PermissionTable(DataFile.read(PermissionTable.class, "permissions.yaml"));
    }

    Set<String> types() {
        return new TreeSet<>(byType.keySet());
    }

    /** Of a type that is in the table. */
    Map<String, List<String>> of(String type) {
        return Objects.requireNonNull(byType.get(type), type);
    }

    /** What a plan needs in each project, by the project's id; what the table does not know is left out. */
    SortedMap<String, Set<String>> neededBy(Plan plan) {
        SortedMap<String, Set<String>> needed = new TreeMap<>();
        Set<String> granted = grantedOnAccounts(plan);
        String own = project(plan.resource("Provider", "gcp"), "");
        for (PlannedResource resource : plan.cloudResources()) {
            Set<String> there = needed.computeIfAbsent(project(resource, own), project -> new TreeSet<>());
            byType.getOrDefault(resource.type(), Map.of()).entrySet().stream()
                    .filter(role -> !granted.contains("roles/" + role.getKey()))
                    .map(Map.Entry::getValue)
                    .flatMap(Collection::stream)
                    .forEach(there::add);
        }
        return needed;
    }

    /** What the plan itself grants on single accounts, the deployer among others: nobody needs it on the project. */
    private static Set<String> grantedOnAccounts(Plan plan) {
        return plan.ofType("gcp:serviceaccount/iAMMember:IAMMember").stream()
                .map(grant -> grant.property("role").map(String::valueOf).orElse(""))
                .collect(Collectors.toSet());
    }

    private static String project(PlannedResource resource, String otherwise) {
        return resource.property("project").map(String::valueOf).orElse(otherwise);
    }
}
