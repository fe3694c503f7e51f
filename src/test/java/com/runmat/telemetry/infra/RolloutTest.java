package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How new forwarders take the place of old ones. */
class RolloutTest {
    /** The provider waits 15 minutes: enough for one wave, not for a group of thirty by threes. */
    @ParameterizedTest
    @EnumSource
    void group_ofAnySize_isReplacedInOneWave(Stacks stack) {
        Plan plan = stack.plan();
        PlannedResource group = plan.resource("RegionInstanceGroupManager", "group");
        var most = (Long) plan.resource("RegionAutoscaler", "autoscaler")
                .property("autoscalingPolicy.maxReplicas")
                .orElseThrow();
        int zones = 3;
        assertEquals(
                Math.max(zones, most),
                group.property("updatePolicy.maxSurgeFixed").orElseThrow());
        assertEquals(
                0L, group.property("updatePolicy.maxUnavailableFixed").orElseThrow(), "none goes before its successor");
    }
}
