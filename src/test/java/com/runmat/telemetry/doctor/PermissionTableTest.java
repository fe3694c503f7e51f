package com.runmat.telemetry.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.Bootstraps;
import com.runmat.telemetry.infra.Stacks;
import com.runmat.telemetry.infra.seed.DeployRole;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The roles of the deploy account suffice for every kind of resource of every stack, and none is too many. */
class PermissionTableTest {
    private static final PermissionTable TABLE = PermissionTable.read();
    private static final Plan BOOTSTRAP = Bootstraps.plan(Map.of());

    private static Set<String> types(Stream<Plan> plans) {
        return plans.flatMap(plan -> plan.cloudResources().stream())
                .map(PlannedResource::type)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> deployed() {
        return types(Arrays.stream(Stacks.values()).map(Stacks::plan));
    }

    @Test
    void table_hasEveryTypeOfEveryStackAndNoOther() {
        Set<String> all = deployed();
        all.addAll(types(Stream.of(BOOTSTRAP)));
        assertEquals(all, TABLE.types());
    }

    @Test
    void deployRoles_areExactlyWhatTheTypesNeed() {
        Set<String> needed = deployed().stream()
                .flatMap(type -> TABLE.of(type).keySet().stream())
                .map("roles/"::concat)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Stream.concat(Arrays.stream(DeployRole.values()).map(DeployRole::role), grantedByTheStack())
                        .collect(Collectors.toCollection(TreeSet::new)),
                needed);
    }

    /** To the account that deploys, on its two accounts alone. */
    private static Stream<String> grantedByTheStack() {
        return Stacks.FULL.plan().ofType("gcp:serviceaccount/iAMMember:IAMMember").stream()
                .map(grant -> grant.property("role").orElseThrow().toString());
    }

    /** What the stack grants on its accounts is not asked of the project; without an account that deploys it is. */
    @Test
    void neededBy_actingAsAccounts_isAskedOfTheProjectOnlyWhereTheStackDoesNotGrantIt() {
        String actAs = "iam.serviceAccounts.actAs";
        assertFalse(neededBy(Stacks.FULL).contains(actAs));
        assertTrue(neededBy(Stacks.PROD).contains(actAs));
    }

    private static Set<String> neededBy(Stacks stack) {
        return TABLE.neededBy(stack.plan()).getOrDefault("runmat-example", Set.of());
    }

    /** A permission that two rows give to different roles would be written wrong in one of them. */
    @Test
    void permission_isOfOneRole() {
        for (String type : TABLE.types()) {
            TABLE.of(type)
                    .forEach((role, permissions) -> permissions.forEach(permission -> {
                        assertTrue(permission.matches("[a-z]+(\\.[a-zA-Z]+){2}"), permission);
                        List<String> roles = TABLE.types().stream()
                                .flatMap(other -> TABLE.of(other).entrySet().stream())
                                .filter(entry -> entry.getValue().contains(permission))
                                .map(Map.Entry::getKey)
                                .distinct()
                                .toList();
                        assertEquals(List.of(role), roles, permission);
                    }));
        }
    }

    /** Who makes the accounts grants them their roles in the other projects, and needs nothing else there. */
    @Test
    void neededBy_bootstrap_isByProject() {
        var needed = TABLE.neededBy(BOOTSTRAP);
        assertEquals(Set.of("runmat-seed", "runmat-example", "runmat-staging"), needed.keySet());
        assertEquals(
                Set.of(
                        "resourcemanager.projects.get",
                        "resourcemanager.projects.getIamPolicy",
                        "resourcemanager.projects.setIamPolicy"),
                needed.get("runmat-staging"));
        Set<String> seed = needed.getOrDefault("runmat-seed", Set.of());
        assertTrue(
                seed.containsAll(Set.of("cloudkms.keyRings.create", "storage.buckets.setIamPolicy")), seed::toString);
    }
}
