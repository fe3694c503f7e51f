package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what, and what is open: exactly this, with nothing missing and nothing more. */
class AccessPromisesTest {
    private static final String FORWARDER = MadeUp.email("forwarder");

    @ParameterizedTest
    @EnumSource
    void grants_areExactlyThese(Stacks stack) {
        Plan plan = stack.applied();
        Set<String> expected = new TreeSet<>(List.of(
                "roles/logging.logWriter on runmat-example to serviceAccount:" + FORWARDER,
                "roles/monitoring.metricWriter on runmat-example to serviceAccount:" + FORWARDER,
                "roles/artifactregistry.reader on telemetry to serviceAccount:" + FORWARDER,
                "roles/secretmanager.secretAccessor on telemetry-ingestion-key to serviceAccount:" + FORWARDER));
        plan.ofType("Secret")
                .forEach(secret -> expected.add("roles/secretmanager.secretAccessor on " + text(secret, "secretId")
                        + " to serviceAccount:" + MadeUp.email("worker")));
        for (String deployer : stack.setting("deployAccount", "").lines().toList()) {
            for (String account : List.of("worker", "forwarder")) {
                expected.add("roles/iam.serviceAccountUser on projects/runmat-example/serviceAccounts/"
                        + MadeUp.email(account) + " to serviceAccount:" + deployer);
            }
        }
        Set<String> granted = plan.cloudResources().stream()
                .filter(resource -> resource.kind().matches(".*(Iam|IAM)(Member|Binding|Policy)"))
                .map(grant -> text(grant, "role") + " on " + target(grant) + " to " + text(grant, "member"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, granted);
    }

    /** Clients have no account with Google; the worker checks the key itself. An organisation forbids grants to everybody. */
    @ParameterizedTest
    @EnumSource
    void worker_isOpenToEverybodyWithoutAGrant(Stacks stack) {
        Plan plan = stack.applied();
        List<PlannedResource> workers = plan.ofType("gcp:cloudrunv2/service:Service");
        assertFalse(workers.isEmpty());
        for (PlannedResource worker : workers) {
            assertEquals("true", text(worker, "invokerIamDisabled"), worker.urn());
        }
        for (PlannedResource resource : plan.cloudResources()) {
            assertFalse(resource.properties().toString().matches(".*all(Authenticated)?Users.*"), resource.urn());
        }
    }

    @ParameterizedTest
    @EnumSource
    void firewalls_openExactlyThisToTheForwardersAlone(Stacks stack) {
        Set<String> expected = new TreeSet<>(List.of(
                "udp [7846] from [0.0.0.0/0] to [" + FORWARDER + "]",
                "tcp [9000] from [35.191.0.0/16, 209.85.152.0/22, 209.85.204.0/22, 130.211.0.0/22] to [" + FORWARDER
                        + "]"));
        if (stack.setting("ipv6", "false").equals("true")) {
            expected.add("udp [7846] from [::/0] to [" + FORWARDER + "]");
            expected.add("tcp [9000] from [2600:1901:8001::/48] to [" + FORWARDER + "]");
        }
        List<PlannedResource> rules = stack.applied().ofType("Firewall");
        assertEquals(
                expected,
                rules.stream()
                        .map(rule -> text(rule, "allows[0].protocol") + " " + text(rule, "allows[0].ports") + " from "
                                + text(rule, "sourceRanges") + " to " + text(rule, "targetServiceAccounts"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(expected.size(), rules.size());
        for (PlannedResource rule : rules) {
            assertEquals("INGRESS", text(rule, "direction"));
            assertEquals(MadeUp.link("Network", "network"), text(rule, "network"));
            assertTrue(rule.property("allows[1]").isEmpty());
            assertTrue(rule.property("disabled").filter(Boolean.TRUE::equals).isEmpty());
        }
    }

    private static String target(PlannedResource grant) {
        return Stream.of("secretId", "repository", "serviceAccountId", "project")
                .map(grant::property)
                .flatMap(Optional::stream)
                .map(String::valueOf)
                .findFirst()
                .orElseThrow();
    }
}
