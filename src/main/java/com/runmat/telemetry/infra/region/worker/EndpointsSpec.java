package com.runmat.telemetry.infra.region.worker;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.RegionNetworkEndpointGroupArgs;
import com.pulumi.gcp.compute.inputs.RegionNetworkEndpointGroupCloudRunArgs;
import com.runmat.telemetry.infra.naming.Names;

/** The group of endpoints by which a load balancer reaches the service of one region. */
final class EndpointsSpec {
    private EndpointsSpec() {}

    static RegionNetworkEndpointGroupArgs args(Names names, String region, Output<String> service) {
        return RegionNetworkEndpointGroupArgs.builder()
                .project(names.project())
                .region(region)
                .name(names.https("worker"))
                .networkEndpointType("SERVERLESS")
                .cloudRun(RegionNetworkEndpointGroupCloudRunArgs.builder()
                        .service(service)
                        .build())
                .build();
    }
}
