package com.runmat.telemetry.infra.region.forwarder;

import com.pulumi.gcp.compute.RegionHealthCheckArgs;
import com.pulumi.gcp.compute.inputs.RegionHealthCheckHttpHealthCheckArgs;
import com.pulumi.gcp.compute.inputs.RegionHealthCheckLogConfigArgs;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.naming.Ports;

/** The quick check, by which the load balancer chooses; the patient one that replaces machines is the network's. */
final class HealthSpec {
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
                        .requestPath(Ports.HEALTH_PATH)
                        .build())
                .logConfig(RegionHealthCheckLogConfigArgs.builder().enable(true).build())
                .build();
    }
}
