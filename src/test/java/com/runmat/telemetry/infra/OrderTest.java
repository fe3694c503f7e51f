package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must be there before what, so that a first {@code up} works however long a grant takes, and a {@code destroy} goes
 * the way back.
 */
class OrderTest {
    /** The API that each family of resources is made through. */
    private static final Map<String, String> APIS = Map.of(
            "gcp:artifactregistry", "artifactregistry",
            "gcp:certificatemanager", "certificatemanager",
            "gcp:cloudrunv2", "run",
            "gcp:compute", "compute",
            "gcp:dns", "dns",
            "gcp:logging", "logging",
            "gcp:monitoring", "monitoring",
            "gcp:projects", "cloudresourcemanager",
            "gcp:secretmanager", "secretmanager",
            "gcp:serviceaccount", "iam");

    private static final String WORKER = "gcp:cloudrunv2/service:Service";

    @ParameterizedTest
    @EnumSource
    void everything_waitsForItsApi(Stacks stack) {
        Plan plan = stack.plan();
        for (PlannedResource resource : plan.cloudResources()) {
            if (resource.type().equals("gcp:projects/service:Service")) {
                continue;
            }
            String family =
                    resource.type().substring(0, resource.type().indexOf('/')).replaceFirst("cloudrun$", "cloudrunv2");
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
    void machines_waitForGrantsFirewallsAndTheWorker(Stacks stack) {
        Plan plan = stack.plan();
        for (PlannedResource group : plan.ofType("RegionInstanceGroupManager")) {
            assertWaits(
                    plan,
                    group,
                    r -> r.kind().equals("SecretIamMember") && r.name().endsWith("-forwarder"));
            assertWaits(plan, group, r -> r.kind().equals("RepositoryIamMember"));
            assertWaits(plan, group, r -> r.kind().equals("IAMMember"));
            assertWaits(plan, group, r -> r.kind().equals("Firewall"));
            assertWaits(plan, group, r -> r.type().equals(WORKER) && sameRegion(r, group));
        }
    }

    /** Google refuses to start a service, or to make a template, as an account that the deployer may not act as. */
    @ParameterizedTest
    @CsvSource({"gcp:cloudrunv2/service:Service, worker-deployer", "InstanceTemplate, forwarder-deployer"})
    void whatRunsAsAnAccount_waitsUntilTheDeployerMayActAsIt(String type, String grant) {
        Plan plan = Stacks.FULL.plan();
        for (PlannedResource runs : plan.ofType(type)) {
            assertWaits(
                    plan, runs, r -> r.kind().equals("IAMMember") && r.name().equals(grant));
        }
    }

    @ParameterizedTest
    @EnumSource
    void edge_waitsForTheWorker(Stacks stack) {
        Plan plan = stack.plan();
        Stream.of("DomainMapping", "RegionNetworkEndpointGroup")
                .flatMap(kind -> plan.ofType(kind).stream())
                .forEach(entry -> assertWaits(plan, entry, r -> r.type().equals(WORKER) && sameRegion(r, entry)));
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
    @ParameterizedTest
    @EnumSource
    void names_areLedToTheFirstEdgeOnceItListens(Stacks stack) {
        Plan plan = stack.plan();
        boolean mapped = stack.leadsToMapping();
        for (PlannedResource entry : plan.ofType("RecordSet")) {
            String domain = entry.name().replaceFirst("-(A|AAAA)$", "");
            if (domain.equals(entry.name()) || domain.startsWith("udp.")) {
                continue;
            }
            String listens = entry.name().endsWith("-A") ? "ipv4" : "ipv6";
            assertWaits(
                    plan,
                    entry,
                    mapped
                            ? r -> r.kind().equals("DomainMapping") && r.name().endsWith("-" + domain)
                            : r -> r.kind().equals("GlobalForwardingRule")
                                    && r.name().equals(listens));
        }
    }

    /** Else it would listen without a certificate; and a certificate asked for before its record waits for another look. */
    @ParameterizedTest
    @EnumSource(names = {"PROD", "MAPPED_FIRST", "TWO_REGIONS", "THROW_AWAY"})
    void loadBalancer_listensOnceEachDomainHasItsCertificate(Stacks stack) {
        Plan plan = stack.plan();
        for (PlannedResource rule : plan.ofType("GlobalForwardingRule")) {
            assertWaits(plan, rule, r -> r.kind().equals("CertificateMapEntry"));
        }
        for (PlannedResource certificate : plan.ofType("Certificate")) {
            assertWaits(
                    plan,
                    certificate,
                    r -> r.kind().equals("RecordSet") && r.name().equals(certificate.name() + "-certificate"));
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
        Set<String> before = Waiting.before(plan, resource);
        assertEquals(
                List.of(), wanted.stream().filter(urn -> !before.contains(urn)).toList(), resource.urn());
    }

    private static String apiUrn(Plan plan, String api) {
        return plan.resource("gcp:projects/service:Service", api).urn();
    }
}
