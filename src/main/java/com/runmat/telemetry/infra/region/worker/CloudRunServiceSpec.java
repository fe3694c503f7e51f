package com.runmat.telemetry.infra.region.worker;

import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateScalingArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTrafficArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;

/** The service: who may reach it, as whom it runs, how many there are. */
final class CloudRunServiceSpec {
    /** An event is answered within seconds or not at all: clients wait 2 s, the forwarder tries again. */
    private static final String REQUEST_TIMEOUT = "30s";

    private final Names names;
    private final Worker.Args args;

    CloudRunServiceSpec(Names names, Worker.Args args) {
        this.names = names;
        this.args = args;
    }

    CloudRunServiceArgs args() {
        return new CloudRunServiceArgs(
                names.project(), args.region(), ingress(), template(), List.of(everythingToTheLatest()));
    }

    /** The forwarders come through Private Google Access, which counts as internal. */
    private String ingress() {
        return args.reach().byBalancerAlone() ? "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" : "INGRESS_TRAFFIC_ALL";
    }

    private ServiceTemplateArgs template() {
        return ServiceTemplateArgs.builder()
                .serviceAccount(args.account())
                .executionEnvironment("EXECUTION_ENVIRONMENT_GEN2")
                .maxInstanceRequestConcurrency(args.settings().concurrency())
                .timeout(REQUEST_TIMEOUT)
                .scaling(ServiceTemplateScalingArgs.builder()
                        .minInstanceCount(args.settings().minInstances())
                        .maxInstanceCount(args.settings().maxInstances())
                        .build())
                .containers(new ContainerSpec(args).args())
                .build();
    }

    private static ServiceTrafficArgs everythingToTheLatest() {
        return ServiceTrafficArgs.builder()
                .type("TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST")
                .percent(100)
                .build();
    }
}
