package com.runmat.telemetry.infra.network;

import com.pulumi.gcp.compute.HealthCheckArgs;
import com.pulumi.gcp.compute.inputs.HealthCheckHttpHealthCheckArgs;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.naming.Ports;

/**
 * The patient one of two checks of the same address: it has a machine replaced. A region's quick one takes it out of the
 * load balancer; with one check for both, a short overload would cost the machine and what it has queued.
 */
final class HealingSpec {
    private HealingSpec() {}

    /** Replaced after a minute and a half without an answer. */
    static HealthCheckArgs args(Names names) {
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
                        .requestPath(Ports.HEALTH_PATH)
                        .build())
                .build();
    }
}
