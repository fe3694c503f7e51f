package com.runmat.telemetry.infra;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** That a region can come, serve no more and go, dead or alive, and leaves the rest as it is. */
class RegionsTest {
    private static final String FIRST = "us-central1";
    private static final String SECOND = "us-east4";

    /** The one line of the runbook, {@code --exclude '**::<region>-*'}, on what stands in the region and on the rest. */
    @ParameterizedTest
    @CsvSource({
        "TWO_REGIONS, us-central1",
        "TWO_REGIONS, us-east4",
        "DRAINED, us-central1",
        "DRAINED, us-east4",
        "PROD, us-central1"
    })
    void pattern_matchesEveryResourceOfTheRegionAndNothingElse(Stacks stack, String region) {
        Pattern pattern = engines("**::" + region + "-*");
        Set<String> matched = urns(stack.plan().resources().stream()
                .filter(resource -> pattern.matcher(resource.urn()).matches()));
        assertTrue(matched.size() > 10, matched::toString);
        assertEquals(
                urns(stack.plan().resources().stream().filter(resource -> standsIn(stack.plan(), resource, region))),
                matched);
    }

    /** Else a lost region would take something along that serves. */
    @Test
    void drained_nothingElseDependsOnIt() {
        Plan plan = Stacks.DRAINED.plan();
        Pattern drained = engines("**::" + FIRST + "-*");
        List<PlannedResource> rest = plan.resources().stream()
                .filter(resource -> !drained.matcher(resource.urn()).matches())
                .toList();
        assertTrue(rest.stream().anyMatch(resource -> resource.name().equals(SECOND + "-template")));
        for (PlannedResource resource : rest) {
            Stream.concat(
                            resource.dependencies().stream(),
                            Stream.of(resource.options().parent()))
                    .forEach(urn -> assertFalse(drained.matcher(urn).matches(), resource.urn() + " → " + urn));
        }
    }

    /** Clients are led to the machines that are left; those of the drained region wait. */
    @Test
    void drained_keepsAllThatStandsThere() {
        Plan drained = Stacks.DRAINED.plan();
        for (String kind : List.of("RegionInstanceGroupManager", "Address", "Subnetwork", "InstanceTemplate")) {
            assertEquals(2, drained.ofType(kind).size(), kind);
        }
        assertEquals(2, drained.ofType("gcp:cloudrunv2/service:Service").size());
    }

    /** A second region changes what leads to regions, and takes nothing away. */
    @Test
    void another_isOnlyCreates() {
        Plan one = plan("[\"us-central1\"]");
        Plan two = plan("[\"us-central1\",\"us-east4\"]");
        Map<String, PlannedResource> after = two.byUrn();
        Set<String> changed = new TreeSet<>();
        for (PlannedResource resource : one.resources()) {
            PlannedResource then = requireNonNull(after.get(resource.urn()), () -> "removed: " + resource.urn());
            if (!resource.properties().equals(then.properties())) {
                changed.add(resource.kind());
            }
        }
        assertEquals(Set.of("AlertPolicy", "BackendService", "Dashboard", "RecordSet"), changed);
    }

    @Test
    void udp_oneRegion_isAPlainRecord() {
        for (Stacks stack : List.of(Stacks.PROD, Stacks.DRAINED)) {
            PlannedResource entry = stack.plan().resource("RecordSet", "udp.telemetry.runmat.com-A");
            assertTrue(entry.property("rrdatas").isPresent());
            assertTrue(entry.property("routingPolicy").isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"A", "AAAA"})
    void udp_severalRegions_areGeoRecords(String type) {
        PlannedResource entry = Stacks.TWO_REGIONS.plan().resource("RecordSet", "udp.telemetry.runmat.com-" + type);
        assertTrue(entry.property("rrdatas").isEmpty());
        assertEquals(
                List.of(FIRST, SECOND),
                Stream.of(0, 1)
                        .map(place -> entry.property("routingPolicy.geos[" + place + "].location")
                                .orElseThrow())
                        .toList());
        assertTrue(entry.property("routingPolicy.geos[2]").isEmpty());
    }

    @Test
    void loadBalancer_hasABackEndInEachRegionThatServes() {
        assertEquals(2, backends(Stacks.TWO_REGIONS.plan()));
        Plan drained = Stacks.plan(Stacks.settings(Map.of(
                "telemetry:regions", "[\"us-central1\",\"us-east4\"]",
                "telemetry:drained", "[\"us-east4\"]")));
        assertEquals(1, backends(drained));
        assertEquals(2, drained.ofType("RegionNetworkEndpointGroup").size(), "the drained one's stays");
    }

    /** Its own worker's address and the other's; a drained one's is nobody else's. */
    @Test
    void forwarders_postToTheWorkersThatServe() {
        assertEquals(Set.of(FIRST, SECOND), workers(Stacks.TWO_REGIONS.plan(), FIRST));
        assertEquals(Set.of(FIRST, SECOND), workers(Stacks.TWO_REGIONS.plan(), SECOND));
        assertEquals(Set.of(FIRST, SECOND), workers(Stacks.DRAINED.plan(), FIRST));
        assertEquals(Set.of(SECOND), workers(Stacks.DRAINED.plan(), SECOND));
    }

    @Test
    void subnets_haveRangesOfTheirOwn() {
        assertEquals(
                2,
                Stacks.TWO_REGIONS.plan().ofType("Subnetwork").stream()
                        .map(subnet -> subnet.property("ipCidrRange").orElseThrow())
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @EnumSource
    void images_standInAMultiRegion(Stacks stack) {
        assertEquals(
                "us",
                stack.plan().ofType("Repository").get(0).property("location").orElseThrow());
    }

    private static int backends(Plan plan) {
        return ((List<?>) plan.resource("BackendService", "backend")
                        .property("backends")
                        .orElseThrow())
                .size();
    }

    private static Set<String> workers(Plan plan, String region) {
        PlannedResource template = plan.resource("InstanceTemplate", region + "-template");
        return template.propertyDependencies().getOrDefault("metadata", List.of()).stream()
                .map(plan.byUrn()::get)
                .filter(source -> source.type().equals("gcp:cloudrunv2/service:Service"))
                .map(service -> (String) service.property("location").orElseThrow())
                .collect(Collectors.toSet());
    }

    private static Plan plan(String regions) {
        return Stacks.plan(Stacks.settings(Map.of("telemetry:regions", regions)));
    }

    /** By where Google has it; a template, though global, by the component that it is a part of, and that by its parts. */
    private static boolean standsIn(Plan plan, PlannedResource resource, String region) {
        if (resource.isProvider()) {
            return false;
        }
        if (Stream.of("region", "location")
                .anyMatch(property ->
                        resource.property(property).filter(region::equals).isPresent())) {
            return true;
        }
        if (resource.custom()) {
            return resource.kind().equals("InstanceTemplate")
                    && requireNonNull(plan.byUrn().get(resource.options().parent()))
                            .name()
                            .equals(region + "-forwarder");
        }
        List<PlannedResource> parts = plan.childrenOf(resource);
        return !resource.isStack() && !parts.isEmpty() && parts.stream().allMatch(part -> standsIn(plan, part, region));
    }

    /** As the engine reads a pattern: two stars are any text, one is any without a colon. */
    private static Pattern engines(String glob) {
        return Pattern.compile(Arrays.stream(glob.split(Pattern.quote("**"), -1))
                .map(part -> Arrays.stream(part.split(Pattern.quote("*"), -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^:]*")))
                .collect(Collectors.joining(".*")));
    }

    private static Set<String> urns(Stream<PlannedResource> resources) {
        return resources.map(PlannedResource::urn).collect(Collectors.toCollection(TreeSet::new));
    }
}
