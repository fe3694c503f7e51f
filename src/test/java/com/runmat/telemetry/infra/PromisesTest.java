package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.SecretValue;
import com.runmat.telemetry.plan.report.KnownEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold of everything that any configuration registers. */
class PromisesTest {
    @ParameterizedTest
    @EnumSource
    void secretValues_standNowhereButInSecretVersions(Stacks stack) {
        Plan plan = stack.plan();
        for (PlannedResource resource : plan.resources()) {
            resource.properties().forEach((name, value) -> {
                boolean payload = resource.kind().equals("SecretVersion") && name.equals("secretData");
                assertEquals(payload, value instanceof SecretValue, resource.urn() + " " + name);
                assertFalse(holds(value, stack.secretValues()), resource.urn() + " " + name);
            });
        }
        assertFalse(holds(plan.outputs(), stack.secretValues()), "outputs");
        assertFalse(holds(plan.messages(), stack.secretValues()), "messages");
        assertFalse(holds(plan.warnings(), stack.secretValues()), "warnings");
    }

    @ParameterizedTest
    @EnumSource
    void secretValues_areAllKept(Stacks stack) {
        var kept = stack.plan().ofType("SecretVersion").stream()
                .map(version -> ((SecretValue) version.property("secretData").orElseThrow()).value())
                .collect(Collectors.toSet());
        assertEquals(stack.secretValues(), kept);
    }

    @ParameterizedTest
    @EnumSource
    void machines_haveNoPublicIpv4Address(Stacks stack) {
        List<PlannedResource> templates = stack.plan().ofType("InstanceTemplate");
        assertFalse(templates.isEmpty());
        for (PlannedResource template : templates) {
            assertEquals(1, list(template, "networkInterfaces").size());
            assertTrue(template.property("networkInterfaces[0].accessConfigs").isEmpty());
            assertEquals(
                    stack.setting("ipv6", "false").equals("true"),
                    template.property("networkInterfaces[0].ipv6AccessConfigs").isPresent());
        }
        assertTrue(stack.plan().ofType("RouterNat").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void loadBalancers_listenOnTheirOnePort(Stacks stack) {
        stack.plan().ofType("ForwardingRule").forEach(rule -> {
            assertEquals(List.of("7846"), list(rule, "ports"));
            assertEquals("UDP", rule.property("ipProtocol").orElseThrow());
        });
        stack.plan()
                .ofType("GlobalForwardingRule")
                .forEach(rule -> assertEquals("443", rule.property("portRange").orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource
    void everything_isLabelledByTheProvider(Stacks stack) {
        Plan plan = stack.plan();
        PlannedResource provider = plan.resource("Provider", "gcp");
        assertEquals(
                "{\"app\":\"telemetry\",\"managed-by\":\"pulumi\",\"stack\":\"prod\"}",
                provider.property("defaultLabels").orElseThrow());
        for (PlannedResource resource : plan.cloudResources()) {
            assertTrue(resource.options().provider().startsWith(provider.urn()), resource.urn());
        }
        for (String kind : List.of("AlertPolicy", "NotificationChannel")) {
            plan.ofType(kind)
                    .forEach(resource ->
                            assertTrue(resource.property("userLabels.app").isPresent(), resource.urn()));
        }
        plan.ofType("InstanceTemplate")
                .forEach(template -> assertTrue(template.property("labels.app").isPresent()));
    }

    /** While it serves: what names do not lead to, and no machine of, may be removed by the next step. */
    @ParameterizedTest
    @EnumSource
    void whatMustSurvive_isProtectedWhileItServesAndNothingElse(Stacks stack) {
        Set<String> survive = Set.of("ManagedZone", "Address", "GlobalAddress", "Certificate", "Repository");
        Set<String> ofTheBalancer = Set.of("GlobalAddress", "Certificate");
        for (PlannedResource resource : stack.plan().resources()) {
            boolean aside = (stack == Stacks.DRAINED && resource.name().startsWith("us-central1-"))
                    || (stack == Stacks.MAPPED_FIRST && ofTheBalancer.contains(resource.kind()))
                    || (stack == Stacks.IPV6_DRAINED && resource.name().endsWith("-ipv6"))
                    || (stack == Stacks.DOMAIN_DRAINED && resource.name().equals("telemetry.runmat.org"));
            boolean kept = stack.setting("protect", "true").equals("true");
            boolean expected = kept && !aside && survive.contains(resource.kind());
            assertEquals(expected, resource.options().protect(), resource.urn());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everything_isMadeByOneVersionOfTheProvider(Stacks stack) {
        stack.plan().resources().stream()
                .filter(PlannedResource::custom)
                .forEach(resource ->
                        assertEquals(ProviderVersion.GCP, resource.options().version(), resource.urn()));
    }

    /** Else a difference could not tell an update from a replacement. */
    @ParameterizedTest
    @EnumSource
    void effectsOfChanges_areKnownOfEveryType(Stacks stack) {
        stack.plan()
                .cloudResources()
                .forEach(resource -> assertTrue(KnownEffects.of(resource.type()), resource.type()));
    }

    @ParameterizedTest
    @EnumSource
    void requestLogs_holdNoCaller(Stacks stack) {
        Plan plan = stack.plan();
        String filter = (String) plan.resource("ProjectExclusion", "request-log")
                .property("filter")
                .orElseThrow();
        assertTrue(filter.contains("log_id(\"run.googleapis.com/requests\")"), filter);
        plan.ofType("BackendService")
                .forEach(service ->
                        assertEquals(false, service.property("logConfig.enable").orElseThrow()));
        plan.ofType("Subnetwork")
                .forEach(subnet -> assertTrue(subnet.property("logConfig").isEmpty()));
        plan.ofType("Firewall")
                .forEach(rule -> assertTrue(rule.property("logConfig").isEmpty()));
    }

    private static List<?> list(PlannedResource resource, String path) {
        return (List<?>) resource.property(path).orElseThrow();
    }

    /** Whether a text outside a secret holds one of the values. */
    private static boolean holds(@Nullable Object value, Set<String> secrets) {
        if (value instanceof Map<?, ?> map) {
            return holds(new ArrayList<>(map.values()), secrets);
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(inner -> holds(inner, secrets));
        }
        return value instanceof String text && secrets.stream().anyMatch(text::contains);
    }
}
