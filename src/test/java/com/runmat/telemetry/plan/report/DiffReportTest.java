package com.runmat.telemetry.plan.report;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.Context;
import com.pulumi.gcp.compute.Network;
import com.pulumi.gcp.compute.Subnetwork;
import com.pulumi.gcp.compute.SubnetworkArgs;
import com.pulumi.resources.StackOptions;
import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.SampleStack;
import com.runmat.telemetry.plan.graph.Plan;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffReportTest {
    private static String diff(Plan before, Plan after) {
        return DiffReport.text(JsonReport.text(before), "v1", after, new Terminal(false));
    }

    private static Plan withAnother() {
        return Preview.of(SampleStack.settings(Map.of()), StackOptions.Empty, DiffReportTest::defineAnother);
    }

    private static void defineAnother(Context context) {
        SampleStack.define(context);
        new Network("another");
    }

    @Test
    void text_samePlan_saysSo() {
        assertEquals("""
                sample, stack test against v1

                no difference
                monthly cost, estimated, without what is paid by use: $0.06 → $0.06
                """, diff(SampleStack.plan(), SampleStack.plan()));
    }

    @Test
    void text_changedProperty_showsBothValues() {
        assertSays("""
                ~ Firewall allow  (updated)
                    allows[0].ports[0]: "7846" → "7847"

                0 added, 1 changed, 0 of these replaced, 0 removed
                """, diff(SampleStack.plan(), SampleStack.plan("7847")));
    }

    @Test
    void text_addedResource_showsItsPropertiesAndOptions() {
        var text = diff(SampleStack.plan(), withAnother());

        assertSays("+ Network another\n", text);
        assertSays("    options.version: \"7.0.0\"\n", text);
        assertSays("1 added, 0 changed, 0 of these replaced, 0 removed", text);
    }

    @Test
    void text_replacementOfWhatServes_isWarnedOf() {
        var text = diff(range("10.0.0.0/24", "us-east1"), range("10.0.1.0/24", "us-east4"));

        assertSays("~ Subnetwork net  (replaced for region)\n", text);
        assertSays("0 added, 1 changed, 1 of these replaced, 0 removed\n", text);
        assertSays("warning: Subnetwork net serves and is replaced: nothing by UDP", text);
    }

    private static Plan range(String range, String region) {
        return Preview.of(
                SampleStack.settings(Map.of()),
                StackOptions.Empty,
                context -> new Subnetwork(
                        "net",
                        SubnetworkArgs.builder()
                                .network("vpc")
                                .ipCidrRange(range)
                                .region(region)
                                .build()));
    }

    @Test
    void text_removedResource_isNamed() {
        var text = diff(withAnother(), SampleStack.plan());

        assertSays("- Network another\n", text);
        assertSays("0 added, 0 changed, 0 of these replaced, 1 removed", text);
    }
}
