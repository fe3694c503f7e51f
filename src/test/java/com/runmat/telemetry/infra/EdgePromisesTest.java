package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How HTTPS reaches the worker: what the edge is promised to keep out, and where it leads. */
class EdgePromisesTest {
    private static final String WORKER = "gcp:cloudrunv2/service:Service";

    /** Whoever goes round the load balancer goes round its limit. */
    @ParameterizedTest
    @EnumSource
    void worker_behindTheBalancerAlone_isReachedByNobodyElse(Stacks stack) {
        boolean mapped = !all(stack, "DomainMapping").isEmpty();
        for (PlannedResource worker : stack.applied().ofType(WORKER)) {
            assertEquals(
                    mapped ? "INGRESS_TRAFFIC_ALL" : "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", text(worker, "ingress"));
        }
    }

    /** What is imported after a loss of state differs in these, and a mapping is replaced for either. */
    @ParameterizedTest
    @EnumSource
    void mappings_areNotReplacedForWhatGoogleDoesNotTell(Stacks stack) {
        all(stack, "DomainMapping")
                .forEach(mapping -> assertEquals(
                        List.of("metadata", "spec.forceOverride"),
                        mapping.options().ignoreChanges()));
    }

    /** Each that is listed is built, and no other. */
    @ParameterizedTest
    @EnumSource
    void edges_areThoseOfTheList(Stacks stack) {
        String edges = stack.setting("edges", "[\"load-balancer\"]");
        assertEquals(
                edges.contains("load-balancer") ? 1 : 0,
                all(stack, "TargetHttpsProxy").size());
        assertEquals(
                edges.contains("domain-mapping"), !all(stack, "DomainMapping").isEmpty());
        assertEquals(
                edges.contains("load-balancer"),
                !all(stack, "RegionNetworkEndpointGroup").isEmpty());
    }

    @Test
    void stacks_haveEachEdge() {
        assertTrue(!all(Stacks.PROD, "BackendService").isEmpty());
        assertTrue(!all(Stacks.DRAINED, "DomainMapping").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"PROD", "TWO_REGIONS", "MAPPED_FIRST", "BALANCED_FIRST"})
    void backend_isSpokenToByHttpsUnderTheLimit(Stacks stack) {
        PlannedResource backend = one(stack, "BackendService");
        PlannedResource limit = one(stack, "SecurityPolicy");
        assertEquals("HTTPS", text(backend, "protocol"));
        assertEquals("EXTERNAL_MANAGED", text(backend, "loadBalancingScheme"));
        assertEquals(MadeUp.link("SecurityPolicy", limit.name()), text(backend, "securityPolicy"));
        assertEquals(MadeUp.link("BackendService", backend.name()), text(one(stack, "URLMap"), "defaultService"));
    }

    @Test
    void limit_throttlesEachAddressAndLetsTheRestPass() {
        PlannedResource limit = one(Stacks.PROD, "SecurityPolicy");
        List<?> rules = (List<?>) limit.property("rules").orElseThrow();
        assertEquals(2, rules.size());
        assertEquals("throttle", text(limit, "rules[0].action"));
        assertEquals("IP", text(limit, "rules[0].rateLimitOptions.enforceOnKey"));
        assertEquals("allow", text(limit, "rules[0].rateLimitOptions.conformAction"));
        assertEquals("deny(429)", text(limit, "rules[0].rateLimitOptions.exceedAction"));
        assertEquals("60", text(limit, "rules[0].rateLimitOptions.rateLimitThreshold.intervalSec"));
        assertEquals("allow", text(limit, "rules[1].action"));
        assertEquals("2147483647", text(limit, "rules[1].priority"));
        for (int rule = 0; rule < 2; rule++) {
            assertEquals("SRC_IPS_V1", text(limit, "rules[" + rule + "].match.versionedExpr"));
            assertEquals("[*]", text(limit, "rules[" + rule + "].match.config.srcIpRanges"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROD", "TWO_REGIONS", "MAPPED_FIRST", "BALANCED_FIRST"})
    void tls_isAtLeast12AndInForce(Stacks stack) {
        PlannedResource tls = one(stack, "SSLPolicy");
        assertTrue(Set.of("TLS_1_2", "TLS_1_3").contains(text(tls, "minTlsVersion")));
        assertTrue(Set.of("MODERN", "RESTRICTED").contains(text(tls, "profile")));
        assertEquals(MadeUp.link("SSLPolicy", tls.name()), text(one(stack, "TargetHttpsProxy"), "sslPolicy"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PROD", "TWO_REGIONS", "MAPPED_FIRST", "BALANCED_FIRST"})
    void entries_areHttpsOfBothFamiliesAndNothingElse(Stacks stack) {
        String proxy =
                MadeUp.link("TargetHttpsProxy", one(stack, "TargetHttpsProxy").name());
        List<PlannedResource> rules = all(stack, "GlobalForwardingRule");
        for (PlannedResource rule : rules) {
            assertEquals(proxy, text(rule, "target"));
            assertEquals("443", text(rule, "portRange"));
            assertEquals("TCP", text(rule, "ipProtocol"));
            assertEquals("EXTERNAL_MANAGED", text(rule, "loadBalancingScheme"));
        }
        assertEquals(
                1,
                rules.stream()
                        .filter(rule -> rule.property("ipVersion")
                                .filter("IPV6"::equals)
                                .isPresent())
                        .count());
        assertEquals(2, rules.size());
        PlannedResource reserved = one(stack, "GlobalAddress");
        assertEquals("IPV4", text(reserved, "ipVersion"));
        for (PlannedResource rule : rules) {
            assertEquals(
                    rule.property("ipVersion").isPresent()
                            ? Optional.empty()
                            : Optional.of(MadeUp.link("GlobalAddress", reserved.name())),
                    rule.property("ipAddress"));
        }
        assertEquals(
                MadeUp.link("URLMap", one(stack, "URLMap").name()), text(one(stack, "TargetHttpsProxy"), "urlMap"));
        assertTrue(all(stack, "TargetHttpProxy").isEmpty(), "nothing by plain HTTP");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROD", "TWO_REGIONS", "MAPPED_FIRST", "BALANCED_FIRST"})
    void backend_leadsToTheWorkerOfEachServingRegion(Stacks stack) {
        List<?> backends =
                (List<?>) one(stack, "BackendService").property("backends").orElseThrow();
        Set<Object> groups = backends.stream()
                .map(backend -> (Object) String.valueOf(((Map<?, ?>) backend).get("group")))
                .collect(Collectors.toSet());
        List<PlannedResource> endpoints = all(stack, "RegionNetworkEndpointGroup");
        assertEquals(
                endpoints.stream()
                        .map(group -> (Object) MadeUp.link("RegionNetworkEndpointGroup", group.name()))
                        .collect(Collectors.toSet()),
                groups);
        for (PlannedResource group : endpoints) {
            assertEquals("SERVERLESS", text(group, "networkEndpointType"));
            assertEquals("runmat-telemetry", text(group, "cloudRun.service"));
        }
        assertEquals(stack.applied().ofType(WORKER).size(), endpoints.size());
    }

    @Test
    void mappings_areOneForEachDomainToTheWorkerThatServes() {
        List<PlannedResource> mappings = all(Stacks.DRAINED, "DomainMapping");
        assertEquals(
                Set.of("telemetry.runmat.com", "telemetry.runmat.org"),
                mappings.stream().map(mapping -> text(mapping, "name")).collect(Collectors.toSet()));
        for (PlannedResource mapping : mappings) {
            assertEquals("us-east4", text(mapping, "location"));
            assertEquals("runmat-telemetry", text(mapping, "spec.routeName"));
            assertEquals("true", text(mapping, "spec.forceOverride"), "a lost region keeps no name");
            assertEquals("runmat-example", text(mapping, "metadata.namespace"));
        }
    }

    private static List<PlannedResource> all(Stacks stack, String kind) {
        return stack.applied().ofType(kind);
    }

    private static PlannedResource one(Stacks stack, String kind) {
        List<PlannedResource> found = all(stack, kind);
        assertEquals(1, found.size(), kind);
        return found.get(0);
    }
}
