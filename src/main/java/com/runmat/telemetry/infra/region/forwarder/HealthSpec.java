package com.runmat.telemetry.infra.region.forwarder;

import com.pulumi.gcp.compute.HealthCheckArgs;
import com.pulumi.gcp.compute.RegionHealthCheckArgs;
import com.pulumi.gcp.compute.inputs.HealthCheckHttpHealthCheckArgs;
import com.pulumi.gcp.compute.inputs.RegionHealthCheckHttpHealthCheckArgs;
import com.pulumi.gcp.compute.inputs.RegionHealthCheckLogConfigArgs;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.naming.Ports;

/**
 * Two checks of the same address: a quick one that takes a machine out of the load balancer, and a patient one that
 * replaces it. With one check for both, a short overload would cost the machine and what it has queued.
 */
final class HealthSpec {
    private static final String PATH = "/health";

    private HealthSpec() {}

    /** Out after 10 s, in after 10 s. Changes are logged: monitoring shows them. */
    static RegionHealthCheckArgs balancing(Names names, String region) {
        return RegionHealthCheckArgs.builder()
                .project(names.project())
                .region(region)
                .name(names.udp("health"))
                .description("Which UDP forwarders the load balancer sends to")
                .checkIntervalSec(5)
                .timeoutSec(3)
                .healthyThreshold(2)
                .unhealthyThreshold(2)
                .httpHealthCheck(RegionHealthCheckHttpHealthCheckArgs.builder()
                        .port(Ports.FORWARDER_HEALTH)
                        .requestPath(PATH)
                        .build())
                .logConfig(RegionHealthCheckLogConfigArgs.builder().enable(true).build())
                .build();
    }

    /** Replaced after a minute and a half without an answer. */
    static HealthCheckArgs healing(Names names) {
        return HealthCheckArgs.builder()
                .project(names.project())
                .name(names.udp("healing"))
                .description("Which UDP forwarders are replaced")
                .checkIntervalSec(30)
                .timeoutSec(10)
                .healthyThreshold(1)
                .unhealthyThreshold(3)
                .httpHealthCheck(HealthCheckHttpHealthCheckArgs.builder()
                        .port(Ports.FORWARDER_HEALTH)
                        .requestPath(PATH)
                        .build())
                .build();
    }
}
