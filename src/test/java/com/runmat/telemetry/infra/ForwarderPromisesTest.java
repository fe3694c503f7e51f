package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.PlannedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How datagrams reach the forwarders of a region, and how their group keeps itself. */
class ForwarderPromisesTest {
    private static final Path SERVICE = Path.of("services/udp-forwarder/src/main/java/com/runmat/telemetry/forwarder");

    @ParameterizedTest
    @EnumSource
    void rules_passUdpToTheirRegionsBackend(Stacks stack) {
        List<PlannedResource> rules = all(stack, "ForwardingRule");
        for (PlannedResource rule : rules) {
            String region = text(rule, "region");
            assertEquals("EXTERNAL", text(rule, "loadBalancingScheme"));
            assertEquals("UDP", text(rule, "ipProtocol"));
            assertEquals("[7846]", text(rule, "ports"));
            assertEquals("PREMIUM", text(rule, "networkTier"));
            assertEquals(MadeUp.link("RegionBackendService", region + "-backend"), text(rule, "backendService"));
            boolean ipv6 = rule.property("ipVersion").filter("IPV6"::equals).isPresent();
            String address = ipv6 ? MadeUp.link("Address", region + "-ipv6") : MadeUp.ipv4(region);
            assertEquals(address, text(rule, "ipAddress"), rule.urn());
        }
        int families = stack.setting("ipv6", "false").equals("true") ? 2 : 1;
        assertEquals(families * all(stack, "RegionInstanceGroupManager").size(), rules.size());
    }

    @ParameterizedTest
    @EnumSource
    void backends_spreadUdpByConnectionOverTheirGroup(Stacks stack) {
        for (PlannedResource backend : all(stack, "RegionBackendService")) {
            String region = text(backend, "region");
            assertEquals("EXTERNAL", text(backend, "loadBalancingScheme"));
            assertEquals("UDP", text(backend, "protocol"));
            assertEquals(
                    List.of(Map.of(
                            "balancingMode", "CONNECTION", "group", MadeUp.link("InstanceGroup", region + "-group"))),
                    backend.property("backends").orElseThrow());
            assertEquals(MadeUp.link("RegionHealthCheck", region + "-health"), text(backend, "healthChecks"));
            assertEquals("30", text(backend, "connectionDrainingTimeoutSec"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void addresses_areExternalOfThePremiumTier(Stacks stack) {
        for (PlannedResource address : all(stack, "Address")) {
            assertEquals("EXTERNAL", text(address, "addressType"));
            assertEquals("PREMIUM", text(address, "networkTier"));
            if (address.property("ipVersion").filter("IPV6"::equals).isPresent()) {
                assertEquals("NETLB", text(address, "ipv6EndpointType"));
            }
        }
    }

    /** By the service's own source: a probe of another path or port would have every machine replaced for ever. */
    @ParameterizedTest
    @EnumSource
    void checks_askWhatTheForwarderAnswers(Stacks stack) throws IOException {
        String answered = first(read("health/HealthPages.java"), "case \"(/health)\" -> verdict\\(unhealthy");
        String port = first(read("ForwarderSettings.java"), "\"HEALTH_PORT\", (\\d+),");
        for (PlannedResource check : checks(stack)) {
            assertEquals(answered, text(check, "httpHealthCheck.requestPath"), check.urn());
            assertEquals(port, text(check, "httpHealthCheck.port"), check.urn());
            assertTrue(number(check, "timeoutSec") < number(check, "checkIntervalSec"), check.urn());
        }
    }

    /** With one check for both, a short overload would cost the machine and what it has queued. */
    @Test
    void checks_replaceFarLaterThanTheyTakeOut() {
        PlannedResource balancing = all(Stacks.PROD, "RegionHealthCheck").get(0);
        PlannedResource healing = all(Stacks.PROD, "HealthCheck").get(0);
        long out = number(balancing, "checkIntervalSec") * number(balancing, "unhealthyThreshold");
        long replaced = number(healing, "checkIntervalSec") * number(healing, "unhealthyThreshold");
        assertEquals(10, out);
        assertEquals(90, replaced);
        assertEquals("true", text(balancing, "logConfig.enable"), "monitoring counts the changes from its log");
    }

    @ParameterizedTest
    @EnumSource
    void groups_healThemselves(Stacks stack) {
        for (PlannedResource group : all(stack, "RegionInstanceGroupManager")) {
            assertEquals(MadeUp.link("HealthCheck", "healing"), text(group, "autoHealingPolicies.healthCheck"));
            assertEquals(240, number(group, "autoHealingPolicies.initialDelaySec"), "boot, pull and start");
        }
    }

    @ParameterizedTest
    @EnumSource
    void groups_rollTheNewestTemplateOutByThemselvesAndAreWaitedFor(Stacks stack) {
        for (PlannedResource group : all(stack, "RegionInstanceGroupManager")) {
            String region = text(group, "region");
            assertEquals("PROACTIVE", text(group, "updatePolicy.type"));
            assertEquals("REPLACE", text(group, "updatePolicy.minimalAction"));
            assertEquals("SUBSTITUTE", text(group, "updatePolicy.replacementMethod"));
            assertEquals("PROACTIVE", text(group, "updatePolicy.instanceRedistributionType"));
            assertEquals(
                    MadeUp.link("InstanceTemplate", region + "-template") + "?uniqueId=1",
                    text(group, "versions[0].instanceTemplate"));
            assertTrue(group.property("versions[1]").isEmpty());
            assertEquals("true", text(group, "waitForInstances"));
            assertEquals("UPDATED", text(group, "waitForInstancesStatus"));
        }
    }

    /** The autoscaler sets the size; the provider waits 15 minutes for the machines, and the engine must wait for longer. */
    @ParameterizedTest
    @EnumSource
    void groups_leaveTheSizeToTheAutoscalerAndHaveTheTimeTheyNeed(Stacks stack) {
        for (PlannedResource group : all(stack, "RegionInstanceGroupManager")) {
            assertEquals(List.of("targetSize"), group.options().ignoreChanges());
            Map<String, String> times = group.options().customTimeouts();
            assertEquals(Duration.ofMinutes(20), time(times, "create"));
            assertEquals(Duration.ofMinutes(30), time(times, "update"));
            assertEquals(Duration.ofMinutes(20), time(times, "delete"));
        }
        for (PlannedResource scaler : all(stack, "RegionAutoscaler")) {
            String group = scaler.name().replace("autoscaler", "group");
            assertEquals(MadeUp.link("RegionInstanceGroupManager", group), text(scaler, "target"));
            assertEquals("0.6", text(scaler, "autoscalingPolicy.cpuUtilization.target"));
            assertEquals("240", text(scaler, "autoscalingPolicy.cooldownPeriod"));
        }
        assertEquals(
                all(stack, "RegionInstanceGroupManager").size(),
                all(stack, "RegionAutoscaler").size());
    }

    /** A machine without a public address reaches the registry, Secret Manager and the worker by this alone. */
    @ParameterizedTest
    @EnumSource
    void subnets_ofMachinesWithoutPublicAddress_havePrivateGoogleAccess(Stacks stack) {
        for (PlannedResource template : all(stack, "InstanceTemplate")) {
            String link = text(template, "networkInterfaces[0].subnetwork");
            PlannedResource subnet = all(stack, "Subnetwork").stream()
                    .filter(one -> link.equals(MadeUp.link("Subnetwork", one.name())))
                    .findFirst()
                    .orElseThrow();
            assertEquals("true", text(subnet, "privateIpGoogleAccess"), subnet.urn());
            assertEquals(MadeUp.link("Network", "network"), text(subnet, "network"));
            boolean ipv6 = stack.setting("ipv6", "false").equals("true");
            assertEquals(ipv6 ? "IPV4_IPV6" : "IPV4_ONLY", text(subnet, "stackType"));
            assertEquals(text(subnet, "stackType"), text(template, "networkInterfaces[0].stackType"));
            assertEquals(
                    ipv6 ? "EXTERNAL" : "none",
                    String.valueOf(subnet.property("ipv6AccessType").orElse("none")));
        }
        assertEquals("false", text(all(stack, "Network").get(0), "autoCreateSubnetworks"));
    }

    private static List<PlannedResource> checks(Stacks stack) {
        return Stream.of("HealthCheck", "RegionHealthCheck")
                .flatMap(kind -> all(stack, kind).stream())
                .toList();
    }

    private static List<PlannedResource> all(Stacks stack, String kind) {
        List<PlannedResource> found = stack.applied().cloudResources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .toList();
        assertTrue(!found.isEmpty(), () -> "no " + kind);
        return found;
    }

    private static long number(PlannedResource resource, String path) {
        return Long.parseLong(text(resource, path));
    }

    /** As the SDK sends it: {@code 1200000000000ns}. */
    private static Duration time(Map<String, String> times, String what) {
        return Duration.ofNanos(Long.parseLong(times.getOrDefault(what, "0ns").replaceFirst("ns$", "")));
    }

    private static String read(String file) throws IOException {
        return Files.readString(SERVICE.resolve(file));
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }
}
