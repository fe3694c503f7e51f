package com.runmat.telemetry.infra.worker;

import com.pulumi.gcp.cloudrun.ServiceArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceMetadataArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateMetadataArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTrafficArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.Map;

/** The service as Cloud Run's v1 API has it; docs/decisions tells why not v2. */
final class ServiceSpec {
    /** An event is answered within seconds or not at all: clients wait 2 s, the forwarder tries again. */
    private static final int REQUEST_TIMEOUT_SECONDS = 30;

    private final Names names;
    private final Worker.Args args;

    ServiceSpec(Names names, Worker.Args args) {
        this.names = names;
        this.args = args;
    }

    ServiceArgs args() {
        return ServiceArgs.builder()
                .project(names.project())
                .location(args.region())
                .name(Names.WORKER)
                .metadata(ServiceMetadataArgs.builder()
                        .namespace(names.project())
                        .annotations(Map.of("run.googleapis.com/ingress", ingress()))
                        .build())
                .template(ServiceTemplateArgs.builder()
                        .metadata(revision())
                        .spec(pod())
                        .build())
                .traffics(ServiceTrafficArgs.builder()
                        .latestRevision(true)
                        .percent(100)
                        .build())
                .build();
    }

    private String ingress() {
        return args.behindLoadBalancer() ? "internal-and-cloud-load-balancing" : "all";
    }

    private ServiceTemplateMetadataArgs revision() {
        return ServiceTemplateMetadataArgs.builder()
                .annotations(Map.of(
                        "autoscaling.knative.dev/minScale",
                                String.valueOf(args.settings().minInstances()),
                        "autoscaling.knative.dev/maxScale",
                                String.valueOf(args.settings().maxInstances()),
                        "run.googleapis.com/cpu-throttling", "true",
                        "run.googleapis.com/startup-cpu-boost", "true",
                        "run.googleapis.com/execution-environment", "gen2"))
                .build();
    }

    private ServiceTemplateSpecArgs pod() {
        return ServiceTemplateSpecArgs.builder()
                .serviceAccountName(args.account())
                .containerConcurrency(args.settings().concurrency())
                .timeoutSeconds(REQUEST_TIMEOUT_SECONDS)
                .containers(new ContainerSpec(args).args())
                .build();
    }
}
