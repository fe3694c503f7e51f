package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.report.KnownEffects;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walk from one edge to the other, and back: HTTPS answers before, during and after each update. What an update does
 * is the difference of two plans; the engine makes what is new before what needs it, and deletes what is gone at its end.
 */
class EdgeWalkTest {
    /** The steps of the runbook, each with the edge that names lead to when it begins. */
    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of(Stacks.MAPPED, Stacks.MAPPED_FIRST),
                Arguments.of(Stacks.MAPPED_FIRST, Stacks.BALANCED_FIRST),
                Arguments.of(Stacks.BALANCED_FIRST, Stacks.PROD),
                Arguments.of(Stacks.PROD, Stacks.BALANCED_FIRST),
                Arguments.of(Stacks.BALANCED_FIRST, Stacks.MAPPED_FIRST),
                Arguments.of(Stacks.MAPPED_FIRST, Stacks.MAPPED));
    }

    /** Whoever looked a name up before the update, or looks it up while it runs, is answered. */
    @ParameterizedTest
    @MethodSource("steps")
    void step_leavesAllThatNamesLeadToAsItIs(Stacks before, Stacks after) {
        Map<String, PlannedResource> then = after.applied().byUrn();
        Set<String> serving = servingHttps(before.applied());
        assertTrue(serving.size() > 10, serving::toString);
        for (String urn : serving) {
            PlannedResource resource =
                    Objects.requireNonNull(before.applied().byUrn().get(urn));
            assertTrue(then.containsKey(urn), () -> "removed while names lead there: " + urn);
            assertFalse(replaced(resource, Objects.requireNonNull(then.get(urn))), () -> "replaced: " + urn);
        }
    }

    /** The addresses in the records are those of the first edge, which the records wait for. */
    @ParameterizedTest
    @MethodSource("steps")
    void step_leadsNamesOnlyToWhatIsBuiltBefore(Stacks before, Stacks after) {
        Plan plan = after.applied();
        boolean mapped = after.leadsToMapping();
        for (PlannedResource entry : https(plan).toList()) {
            boolean four = text(entry, "type").equals("A");
            Object wanted = mapped
                    ? (four ? MadeUp.MAPPED_IPV4 : MadeUp.MAPPED_IPV6)
                    : Set.of(four ? MadeUp.BALANCER_IPV4 : MadeUp.BALANCER_IPV6);
            assertEquals(String.valueOf(wanted), text(entry, "rrdatas"));
            Set<String> kinds = Waiting.before(plan, entry).stream()
                    .map(urn -> Objects.requireNonNull(plan.byUrn().get(urn)).kind())
                    .collect(Collectors.toSet());
            Set<String> listens = mapped
                    ? Set.of("DomainMapping")
                    : Set.of("GlobalForwardingRule", "TargetHttpsProxy", "CertificateMapEntry", "Certificate");
            assertTrue(kinds.containsAll(listens), () -> entry.urn() + " waits for " + kinds);
        }
    }

    /** So no step needs a hand at the state. */
    @ParameterizedTest
    @MethodSource("steps")
    void step_removesNothingProtected(Stacks before, Stacks after) {
        Set<String> then = after.plan().byUrn().keySet();
        Set<String> refused = before.plan().resources().stream()
                .filter(resource -> resource.options().protect() && !then.contains(resource.urn()))
                .map(PlannedResource::urn)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), refused);
    }

    /** A worker that only a load balancer reaches answers no mapping. */
    @ParameterizedTest
    @MethodSource("steps")
    void step_letsInWhoeverNamesLeadThrough(Stacks before, Stacks after) {
        for (Plan plan : Set.of(before.applied(), after.applied())) {
            boolean mapped = !plan.ofType("DomainMapping").isEmpty();
            for (PlannedResource worker : plan.ofType("gcp:cloudrunv2/service:Service")) {
                assertEquals(mapped, text(worker, "ingress").equals("INGRESS_TRAFFIC_ALL"), worker.urn());
            }
        }
    }

    /** Zones, UDP, secrets, images and machines are no matter of the edge. */
    @ParameterizedTest
    @MethodSource("steps")
    void step_touchesNothingElse(Stacks before, Stacks after) {
        Map<String, PlannedResource> then = after.applied().byUrn();
        Set<String> touched = before.applied().cloudResources().stream()
                .filter(resource -> !Objects.equals(then.get(resource.urn()), resource))
                .map(PlannedResource::kind)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> edges = Set.of(
                "BackendService",
                "Certificate",
                "CertificateMap",
                "CertificateMapEntry",
                "DnsAuthorization",
                "DomainMapping",
                "GlobalAddress",
                "GlobalForwardingRule",
                "RecordSet",
                "RegionNetworkEndpointGroup",
                "SSLPolicy",
                "SecurityPolicy",
                "Service",
                "TargetHttpsProxy",
                "URLMap");
        assertTrue(edges.containsAll(touched), touched::toString);
        assertEquals(
                Set.of(),
                before.applied().ofType("RecordSet").stream()
                        .filter(entry -> !Objects.equals(then.get(entry.urn()), entry))
                        .map(PlannedResource::name)
                        .filter(name -> name.startsWith("udp.") || name.endsWith("-CAA"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void walk_changesTheNamesInItsMiddleAlone() {
        assertEquals(addresses(Stacks.MAPPED), addresses(Stacks.MAPPED_FIRST));
        assertEquals(addresses(Stacks.BALANCED_FIRST), addresses(Stacks.PROD));
        assertFalse(addresses(Stacks.MAPPED_FIRST).equals(addresses(Stacks.BALANCED_FIRST)));
    }

    private static Map<String, String> addresses(Stacks stack) {
        return https(stack.applied()).collect(Collectors.toMap(PlannedResource::name, entry -> text(entry, "rrdatas")));
    }

    private static Stream<PlannedResource> https(Plan plan) {
        return plan.ofType("RecordSet").stream()
                .filter(entry ->
                        text(entry, "type").matches("A|AAAA") && !entry.name().startsWith("udp."));
    }

    /** The records of the HTTPS names and all that these lead to or need. */
    private static Set<String> servingHttps(Plan plan) {
        Set<String> serving = new TreeSet<>();
        https(plan).forEach(entry -> {
            serving.add(entry.urn());
            serving.addAll(Waiting.before(plan, entry));
        });
        return serving;
    }

    private static boolean replaced(PlannedResource before, PlannedResource after) {
        return KnownEffects.replaces(
                before.type(),
                before.properties().keySet().stream()
                        .filter(name -> !Objects.equals(before.property(name), after.property(name)))
                        .toList());
    }
}
