package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How new forwarders take the place of old ones. */
class RolloutTest {
    /** The provider waits 15 minutes: enough for one wave, not for a group of thirty by threes. */
    @ParameterizedTest
    @EnumSource
    void group_ofAnySize_isReplacedInOneWave(Stacks stack) {
        Plan plan = stack.plan();
        int zones = 3;
        for (PlannedResource group : plan.ofType("RegionInstanceGroupManager")) {
            var most = (Long) plan.resource("RegionAutoscaler", group.name().replace("group", "autoscaler"))
                    .property("autoscalingPolicy.maxReplicas")
                    .orElseThrow();
            assertEquals(
                    Math.max(zones, most),
                    group.property("updatePolicy.maxSurgeFixed").orElseThrow());
            assertEquals(
                    0L,
                    group.property("updatePolicy.maxUnavailableFixed").orElseThrow(),
                    "none goes before its successor");
        }
    }

    /** The group replaces machines of a version by another name, by new ones of the family's newest image. */
    @Test
    void renewed_anotherDay_isAnotherVersionOfTheSameTemplate() {
        Plan before = renewed("2026-10-24");
        Plan after = renewed("2026-11-24");
        assertEquals("renewed-2026-10-24", version(before));
        assertEquals("renewed-2026-11-24", version(after));
        assertEquals(template(before), template(after));
        assertEquals(
                "projects/cos-cloud/global/images/family/cos-stable",
                after.resource("InstanceTemplate", "us-central1-template")
                        .property("disks[0].sourceImage")
                        .orElseThrow());
    }

    private static Plan renewed(String day) {
        return Stacks.plan(Map.of(
                "gcp:project",
                "runmat-example",
                "gcp:region",
                "us-central1",
                "telemetry:ingestionKey",
                Stacks.INGESTION_KEY,
                "telemetry:forwarderRenewed",
                day));
    }

    private static String version(Plan plan) {
        return (String) plan.resource("RegionInstanceGroupManager", "us-central1-group")
                .property("versions[0].name")
                .orElseThrow();
    }

    private static Map<String, Object> template(Plan plan) {
        return plan.resource("InstanceTemplate", "us-central1-template").properties();
    }
}
