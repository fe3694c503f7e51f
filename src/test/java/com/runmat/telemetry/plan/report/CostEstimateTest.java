package com.runmat.telemetry.plan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.Context;
import com.pulumi.gcp.compute.ForwardingRule;
import com.pulumi.gcp.compute.ForwardingRuleArgs;
import com.pulumi.gcp.compute.GlobalForwardingRule;
import com.pulumi.gcp.compute.GlobalForwardingRuleArgs;
import com.pulumi.gcp.compute.InstanceTemplate;
import com.pulumi.gcp.compute.InstanceTemplateArgs;
import com.pulumi.gcp.compute.RegionAutoscaler;
import com.pulumi.gcp.compute.RegionAutoscalerArgs;
import com.pulumi.gcp.compute.RegionInstanceGroupManager;
import com.pulumi.gcp.compute.RegionInstanceGroupManagerArgs;
import com.pulumi.gcp.compute.SecurityPolicy;
import com.pulumi.gcp.compute.SecurityPolicyArgs;
import com.pulumi.gcp.compute.inputs.InstanceTemplateDiskArgs;
import com.pulumi.gcp.compute.inputs.RegionAutoscalerAutoscalingPolicyArgs;
import com.pulumi.gcp.compute.inputs.RegionInstanceGroupManagerVersionArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleMatchArgs;
import com.pulumi.gcp.dns.ManagedZone;
import com.pulumi.gcp.dns.ManagedZoneArgs;
import com.pulumi.resources.StackOptions;
import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.SampleStack;
import com.runmat.telemetry.plan.report.CostEstimate.Line;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostEstimateTest {
    private static CostEstimate estimate(Consumer<Context> program) {
        var plan = Preview.of(SampleStack.settings(Map.of()), StackOptions.Empty, program);
        return CostEstimate.of(plan, PriceTable.standard());
    }

    private static void group(String machineType) {
        var template = new InstanceTemplate(
                "template",
                InstanceTemplateArgs.builder()
                        .machineType(machineType)
                        .disks(InstanceTemplateDiskArgs.builder()
                                .diskSizeGb(20)
                                .diskType("pd-balanced")
                                .build())
                        .build());
        var group = new RegionInstanceGroupManager(
                "group",
                RegionInstanceGroupManagerArgs.builder()
                        .baseInstanceName("vm")
                        .versions(RegionInstanceGroupManagerVersionArgs.builder()
                                .instanceTemplate(template.selfLinkUnique())
                                .build())
                        .build());
        new RegionAutoscaler(
                "autoscaler",
                RegionAutoscalerArgs.builder()
                        .target(group.id())
                        .autoscalingPolicy(RegionAutoscalerAutoscalingPolicyArgs.builder()
                                .minReplicas(3)
                                .maxReplicas(6)
                                .build())
                        .build());
    }

    @Test
    void of_group_countsMachinesAndDisksAtItsSmallest() {
        var lines = estimate(context -> group("e2-micro")).lines();

        assertEquals(
                List.of(
                        new Line("VM e2-micro", 3, 0.008376 * 730 * 3),
                        new Line("Boot disk, balanced, per GiB", 60, 0.10 * 60)),
                lines);
    }

    @Test
    void of_machineWithoutPrice_saysSo() {
        var line = estimate(context -> group("z9-huge")).lines().get(0);

        assertEquals(new Line("vm-z9-huge: no price in the table", 3, 0), line);
    }

    @Test
    void of_forwardingRules_firstFiveCostTheSameTogether() {
        assertEquals(18.25, rules(1).monthly(), 1e-9);
        assertEquals(18.25, rules(5).monthly(), 1e-9);
        assertEquals(18.25 + 2 * 7.30, rules(7).monthly(), 1e-9);
    }

    @Test
    void of_forwardingRules_globalAndRegionalAreFivesOfTheirOwn() {
        var estimate = estimate(context -> {
            new GlobalForwardingRule("ipv4", global());
            new GlobalForwardingRule("ipv6", global());
            new ForwardingRule("udp");
        });

        assertEquals(2 * 18.25, estimate.monthly(), 1e-9);
        assertEquals(2, estimate.lines().size());
    }

    @Test
    void of_forwardingRules_eachRegionsAreFivesOfTheirOwn() {
        var estimate = estimate(context -> List.of("us-central1", "us-east4")
                .forEach(region -> new ForwardingRule(
                        region, ForwardingRuleArgs.builder().region(region).build())));

        assertEquals(
                List.of(
                        new Line("Regional load balancer forwarding rules, first five together, us-central1", 1, 18.25),
                        new Line("Regional load balancer forwarding rules, first five together, us-east4", 1, 18.25)),
                estimate.lines());
    }

    private static GlobalForwardingRuleArgs global() {
        return GlobalForwardingRuleArgs.builder().target("proxy").build();
    }

    @Test
    void of_securityPolicy_isOwedWithEachRuleThoughUnused() {
        var estimate = estimate(context -> new SecurityPolicy(
                "limit",
                SecurityPolicyArgs.builder()
                        .rules(rule(1000, "throttle"), rule(2147483647, "allow"))
                        .build()));

        assertEquals(
                List.of(new Line("Cloud Armor policy", 1, 5), new Line("Cloud Armor rule", 2, 2)), estimate.lines());
    }

    private static SecurityPolicyRuleArgs rule(int priority, String action) {
        return SecurityPolicyRuleArgs.builder()
                .priority(priority)
                .action(action)
                .match(SecurityPolicyRuleMatchArgs.builder()
                        .versionedExpr("SRC_IPS_V1")
                        .build())
                .build();
    }

    private static CostEstimate rules(int count) {
        return estimate(context -> IntStream.range(0, count).forEach(number -> new ForwardingRule("rule" + number)));
    }

    @Test
    void of_usage_isNamedWithItsSource() {
        var estimate = estimate(context -> new ManagedZone(
                "zone", ManagedZoneArgs.builder().dnsName("a.example.").build()));

        assertEquals(0.20, estimate.monthly(), 1e-9);
        assertEquals(
                List.of("DNS queries"),
                estimate.byUse().stream().map(PriceTable.ByUse::item).toList());
        assertFalse(rules(1).byUse().isEmpty());
    }

    @Test
    void standard_everyPrice_hasDateSourceAndAmount() {
        var table = PriceTable.standard();

        assertTrue(table.asOf().matches("20\\d\\d-\\d\\d-\\d\\d"), table.asOf());
        assertFalse(table.region().isEmpty());
        table.prices().forEach((key, price) -> {
            assertTrue(price.monthly() > 0, key);
            assertTrue(price.source().startsWith("https://cloud.google.com/"), key);
        });
        table.byUse().forEach(use -> assertTrue(use.source().startsWith("https://cloud.google.com/"), use.item()));
    }
}
