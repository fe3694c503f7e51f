package com.runmat.telemetry.infra.region.forwarder;

import com.pulumi.gcp.compute.InstanceTemplate;
import com.pulumi.gcp.compute.RegionAutoscalerArgs;
import com.pulumi.gcp.compute.RegionInstanceGroupManager;
import com.pulumi.gcp.compute.RegionInstanceGroupManagerArgs;
import com.pulumi.gcp.compute.inputs.RegionAutoscalerAutoscalingPolicyArgs;
import com.pulumi.gcp.compute.inputs.RegionAutoscalerAutoscalingPolicyCpuUtilizationArgs;
import com.pulumi.gcp.compute.inputs.RegionInstanceGroupManagerAutoHealingPoliciesArgs;
import com.pulumi.gcp.compute.inputs.RegionInstanceGroupManagerUpdatePolicyArgs;
import com.pulumi.gcp.compute.inputs.RegionInstanceGroupManagerVersionArgs;
import com.pulumi.resources.CustomTimeouts;
import com.runmat.telemetry.infra.naming.Names;
import java.time.Duration;

/** How many machines there are, where, and how they change: new ones first, then the old go. */
final class GroupSpec {
    /**
     * Boot, pull and health of a machine take two to four minutes. The provider waits for the machines of an update as
     * long as its own default for creating them, 15 minutes, whatever is said here: the time for updates is that of
     * Google's single operations.
     */
    static final CustomTimeouts TIMEOUTS = CustomTimeouts.builder()
            .create(Duration.ofMinutes(20))
            .update(Duration.ofMinutes(30))
            .delete(Duration.ofMinutes(20))
            .build();

    /** Google spreads a regional group over three zones; a surge by number must be none or at least that many. */
    private static final int ZONES = 3;

    /** From the machine's start to the container's first answer, with room to spare. */
    private static final int START_SECONDS = 240;

    private final Names names;
    private final Forwarder.Args args;

    GroupSpec(Names names, Forwarder.Args args) {
        this.names = names;
        this.args = args;
    }

    RegionInstanceGroupManagerArgs group(InstanceTemplate template) {
        return RegionInstanceGroupManagerArgs.builder()
                .project(names.project())
                .region(args.region())
                .name(Names.UDP)
                .description("RunMat telemetry: the UDP forwarders")
                .baseInstanceName(Names.UDP)
                .targetSize(args.settings().minReplicas())
                .versions(version(template))
                .updatePolicy(surgeFirst())
                .autoHealingPolicies(RegionInstanceGroupManagerAutoHealingPoliciesArgs.builder()
                        .healthCheck(args.network().healing())
                        .initialDelaySec(START_SECONDS)
                        .build())
                .waitForInstances(true)
                .waitForInstancesStatus("UPDATED")
                .build();
    }

    /** Machines of a version by another name are replaced, though their template is the same. */
    private RegionInstanceGroupManagerVersionArgs version(InstanceTemplate template) {
        var version = RegionInstanceGroupManagerVersionArgs.builder().instanceTemplate(template.selfLinkUnique());
        args.settings().renewed().ifPresent(day -> version.name("renewed-" + day));
        return version.build();
    }

    /** All new machines at once, so that a rollout ends within those 15 minutes however large the group has grown. */
    private RegionInstanceGroupManagerUpdatePolicyArgs surgeFirst() {
        return RegionInstanceGroupManagerUpdatePolicyArgs.builder()
                .type("PROACTIVE")
                .minimalAction("REPLACE")
                .replacementMethod("SUBSTITUTE")
                .instanceRedistributionType("PROACTIVE")
                .maxSurgeFixed(Math.max(ZONES, args.settings().maxReplicas()))
                .maxUnavailableFixed(0)
                .build();
    }

    RegionAutoscalerArgs autoscaler(RegionInstanceGroupManager group) {
        return RegionAutoscalerArgs.builder()
                .project(names.project())
                .region(args.region())
                .name(Names.UDP)
                .description("RunMat telemetry: as many UDP forwarders as the load needs")
                .target(group.selfLink())
                .autoscalingPolicy(RegionAutoscalerAutoscalingPolicyArgs.builder()
                        .minReplicas(args.settings().minReplicas())
                        .maxReplicas(args.settings().maxReplicas())
                        .cooldownPeriod(START_SECONDS)
                        .cpuUtilization(RegionAutoscalerAutoscalingPolicyCpuUtilizationArgs.builder()
                                .target(0.6)
                                .build())
                        .build())
                .build();
    }
}
