package com.runmat.telemetry.infra;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must be there before what, so that a first {@code up} works however long a grant takes, and a {@code destroy} goes
 * the way back.
 */
class OrderTest {
    /** The API that each family of resources is made through. */
    private static final Map<String, String> APIS = Map.of(
            "gcp:artifactregistry", "artifactregistry",
            "gcp:cloudrun", "run",
            "gcp:cloudrunv2", "run",
            "gcp:compute", "compute",
            "gcp:dns", "dns",
            "gcp:logging", "logging",
            "gcp:monitoring", "monitoring",
            "gcp:projects", "cloudresourcemanager",
            "gcp:secretmanager", "secretmanager",
            "gcp:serviceaccount", "iam");

    @ParameterizedTest
    @EnumSource
    void everything_waitsForItsApi(Stacks stack) {
        Plan plan = stack.plan();
        for (PlannedResource resource : plan.cloudResources()) {
            if (resource.type().equals("gcp:projects/service:Service")) {
                continue;
            }
            String family = resource.type().substring(0, resource.type().indexOf('/'));
            String api = apiUrn(plan, APIS.getOrDefault(family, "no API known of " + family));
            assertTrue(resource.dependencies().contains(api), () -> resource.urn() + " after " + api);
        }
    }

    @ParameterizedTest
    @EnumSource
    void worker_waitsForEachOfItsGrantsAndVersions(Stacks stack) {
        Plan plan = stack.plan();
        for (PlannedResource worker : plan.ofType("gcp:cloudrunv2/service:Service")) {
            assertWaits(
                    plan,
                    worker,
                    r -> r.kind().equals("SecretIamMember") && r.name().endsWith("-worker"));
            assertWaits(plan, worker, r -> r.kind().equals("SecretVersion"));
            assertWaits(plan, worker, r -> r.kind().equals("ProjectExclusion"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void machines_waitForGrantsFirewallsAndAnOpenWorker(Stacks stack) {
        Plan plan = stack.plan();
        for (PlannedResource group : plan.ofType("RegionInstanceGroupManager")) {
            assertWaits(
                    plan,
                    group,
                    r -> r.kind().equals("SecretIamMember") && r.name().endsWith("-forwarder"));
            assertWaits(plan, group, r -> r.kind().equals("RepositoryIamMember"));
            assertWaits(plan, group, r -> r.kind().equals("IAMMember"));
            assertWaits(plan, group, r -> r.kind().equals("Firewall"));
            assertWaits(plan, group, r -> r.kind().equals("ServiceIamMember") && sameRegion(r, group));
        }
    }

    @ParameterizedTest
    @EnumSource
    void edge_waitsForTheWorker(Stacks stack) {
        Plan plan = stack.plan();
        Stream.of("DomainMapping", "RegionNetworkEndpointGroup")
                .flatMap(kind -> plan.ofType(kind).stream())
                .forEach(entry -> assertWaits(
                        plan,
                        entry,
                        r -> List.of(
                                                "gcp:cloudrunv2/service:Service",
                                                "gcp:cloudrunv2/serviceIamMember:ServiceIamMember")
                                        .contains(r.type())
                                && sameRegion(r, entry)));
    }

    /** A record that led to an address of nobody's would lose datagrams. */
    @ParameterizedTest
    @EnumSource
    void names_areLedToForwardersOnceTheyListen(Stacks stack) {
        Plan plan = stack.plan();
        var records = plan.ofType("RecordSet").stream()
                .filter(entry -> entry.name().startsWith("udp."))
                .toList();
        assertTrue(!records.isEmpty(), "no record of UDP");
        records.forEach(entry -> assertWaits(
                plan,
                entry,
                r -> r.kind().equals("ForwardingRule")
                        && r.name().endsWith(entry.name().endsWith("-A") ? "-ipv4" : "-ipv6")
                        && !(stack == Stacks.DRAINED && r.name().startsWith("us-central1-"))));
    }

    /** Whoever changes the edge of a live stack has its names moved last. */
    @Test
    void names_areLedToTheLoadBalancerOnceItListens() {
        Plan plan = Stacks.LOAD_BALANCER.plan();
        for (String domain : List.of("telemetry.runmat.com", "telemetry.runmat.org")) {
            Map.of("A", "ipv4", "AAAA", "ipv6")
                    .forEach((type, rule) -> assertWaits(
                            plan,
                            plan.resource("RecordSet", domain + "-" + type),
                            r -> r.kind().equals("GlobalForwardingRule")
                                    && r.name().equals(rule)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void alerts_waitForTheMetricsAndChecksTheyAsk(Stacks stack) {
        Plan plan = stack.plan();
        plan.ofType("AlertPolicy").forEach(alert -> {
            assertWaits(plan, alert, r -> r.kind().equals("Metric"));
            assertWaits(plan, alert, r -> r.kind().equals("UptimeCheckConfig"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void references_leadToWhatIsRegistered(Stacks stack) {
        Plan plan = stack.plan();
        Set<String> known = plan.byUrn().keySet();
        plan.resources()
                .forEach(resource -> resource.dependencies()
                        .forEach(urn -> assertTrue(known.contains(urn), resource.urn() + " → " + urn)));
    }

    private static boolean sameRegion(PlannedResource one, PlannedResource other) {
        return region(one).equals(region(other));
    }

    private static Object region(PlannedResource resource) {
        return resource.property("region")
                .or(() -> resource.property("location"))
                .orElseThrow();
    }

    /** Directly or by what it waits for; and that there is something to wait for. */
    private static void assertWaits(Plan plan, PlannedResource resource, Predicate<PlannedResource> forThese) {
        List<String> wanted = plan.cloudResources().stream()
                .filter(forThese)
                .map(PlannedResource::urn)
                .toList();
        assertTrue(!wanted.isEmpty(), "nothing to wait for");
        Set<String> before = before(plan, resource);
        assertEquals(
                List.of(), wanted.stream().filter(urn -> !before.contains(urn)).toList(), resource.urn());
    }

    private static Set<String> before(Plan plan, PlannedResource resource) {
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

    private static String apiUrn(Plan plan, String api) {
        return plan.resource("gcp:projects/service:Service", api).urn();
    }
}
