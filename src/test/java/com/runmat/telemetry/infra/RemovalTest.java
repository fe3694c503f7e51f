package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every part is removed in two updates and by settings alone: with the first, clients are led elsewhere and protection goes;
 * with the second, the part.
 */
class RemovalTest {
    private static final Plan ONE_REGION = plan(Map.of("telemetry:regions", "[\"us-east4\"]"));
    private static final Plan ONE_DOMAIN = plan(Map.of("telemetry:domains", "[\"telemetry.runmat.com\"]"));
    private static final Plan TWO_REGIONS = plan(Map.of("telemetry:regions", "[\"us-central1\",\"us-east4\"]"));
    private static final Plan DRAINED = plan(
            Map.of("telemetry:regions", "[\"us-central1\",\"us-east4\"]", "telemetry:drained", "[\"us-central1\"]"));

    /** What is removed, with what serves, what is drained, and what is left. */
    static Stream<Arguments> removals() {
        return Stream.of(
                Arguments.of("a region", TWO_REGIONS, DRAINED, ONE_REGION),
                Arguments.of("an edge", Stacks.BALANCED_FIRST.plan(), Stacks.MAPPED_FIRST.plan(), Stacks.MAPPED.plan()),
                Arguments.of("IPv6", Stacks.IPV6.plan(), Stacks.IPV6_DRAINED.plan(), Stacks.PROD.plan()),
                Arguments.of("a domain", Stacks.PROD.plan(), Stacks.DOMAIN_DRAINED.plan(), ONE_DOMAIN));
    }

    /** Else an update would stop half-way, and ask for a hand at the state. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("removals")
    void steps_removeNothingThatIsProtectedThen(String part, Plan serving, Plan drained, Plan left) {
        assertEquals(Set.of(), removed(serving, drained, RemovalTest::isProtected));
        assertEquals(Set.of(), removed(drained, left, RemovalTest::isProtected));
        assertFalse(removed(serving, left, RemovalTest::isProtected).isEmpty(), "one step would be refused");
    }

    /** All of it can be had back until the second; only names, and the looks at them, are gone. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("removals")
    void firstStep_leavesAllStandingButNames(String part, Plan serving, Plan drained, Plan left) {
        assertEquals(
                Set.of(),
                removed(
                        serving,
                        drained,
                        resource -> !Set.of("RecordSet", "UptimeCheckConfig").contains(resource.kind())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("removals")
    void firstStep_takesProtectionOffThePartAlone(String part, Plan serving, Plan drained, Plan left) {
        Set<String> released = protectedUrns(serving);
        released.removeAll(protectedUrns(drained));
        assertEquals(removed(serving, left, RemovalTest::isProtected), released);
    }

    /** Whoever had an address of IPv6 finds somebody there as long as the record may be kept. */
    @Test
    void ipv6_drained_standsAndHasNoName() {
        Plan drained = Stacks.IPV6_DRAINED.plan();
        assertTrue(drained.ofType("ForwardingRule").stream()
                .anyMatch(rule -> rule.name().endsWith("-ipv6")));
        assertTrue(drained.ofType("RecordSet").stream()
                .noneMatch(entry ->
                        entry.name().startsWith("udp.") && text(entry, "type").equals("AAAA")));
        assertEquals(
                Stacks.IPV6.plan().ofType("InstanceTemplate").get(0).properties(),
                drained.ofType("InstanceTemplate").get(0).properties(),
                "no machine is replaced for it");
    }

    /** An update comes before the deletes: at that time a rule and machines have addresses of the subnet's range. */
    @Test
    void ipv6_off_takesNoRangeFromASubnet() {
        for (PlannedResource subnet : Stacks.PROD.plan().ofType("Subnetwork")) {
            assertTrue(subnet.options().ignoreChanges().contains("stackType"));
            assertTrue(subnet.options().ignoreChanges().contains("ipv6AccessType"));
        }
        for (PlannedResource subnet : Stacks.IPV6.plan().ofType("Subnetwork")) {
            assertTrue(subnet.options().ignoreChanges().isEmpty(), "turning it on is no change to ignore");
        }
    }

    private static Plan plan(Map<String, String> settings) {
        return Stacks.plan(Stacks.settings(settings));
    }

    private static boolean isProtected(PlannedResource resource) {
        return resource.options().protect();
    }

    private static Set<String> removed(Plan before, Plan after, Predicate<PlannedResource> which) {
        Set<String> then = after.byUrn().keySet();
        return before.resources().stream()
                .filter(which)
                .map(PlannedResource::urn)
                .filter(urn -> !then.contains(urn))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> protectedUrns(Plan plan) {
        return plan.resources().stream()
                .filter(RemovalTest::isProtected)
                .map(PlannedResource::urn)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
