package com.runmat.telemetry.infra.region.worker;

import com.pulumi.core.Output;
import com.pulumi.gcp.cloudrunv2.ServiceIamMember;
import com.pulumi.gcp.cloudrunv2.ServiceIamMemberArgs;
import com.pulumi.gcp.logging.ProjectExclusion;
import com.pulumi.gcp.logging.ProjectExclusionArgs;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Cloud Run service that takes events by HTTPS. Everybody may call it; it checks the ingestion key itself. Cloud
 * Run's request log is left out of storage, for it holds the address of each caller.
 */
public final class Worker extends Component {
    private final Outputs outputs;

    /**
     * What the service is given.
     *
     * @param account the e-mail address of the service account it runs as
     * @param secrets the pinned secrets by the environment variable that holds each
     * @param behindLoadBalancer whether only the load balancer and this project's networks may reach it
     */
    public record Args(
            String region,
            Output<String> image,
            Output<String> account,
            StackConfig.WorkerSettings settings,
            Map<String, PinnedSecret> secrets,
            boolean behindLoadBalancer) {
        public Args {
            secrets = Map.copyOf(secrets);
            if (!secrets.containsKey("INGESTION_KEY")) {
                throw new IllegalArgumentException("the worker needs INGESTION_KEY, has " + secrets.keySet());
            }
        }
    }

    /**
     * Where the service is.
     *
     * @param service its name, once it is there and open
     * @param url its {@code run.app} address, the only one that a machine without a public address reaches
     * @param ready what waits for the service waits for these
     */
    public record Outputs(Output<String> service, Output<String> url, List<Resource> ready) {
        public Outputs {
            ready = List.copyOf(ready);
        }
    }

    public Worker(Args args, Placement placement) {
        super("worker:Worker", "worker", placement);
        Resource quiet = new ProjectExclusion("request-log", requestLog(), child());
        Stream<Resource> readable = args.secrets().values().stream().flatMap(secret -> secret.ready().stream());
        Resource[] first = Stream.concat(Stream.of(quiet), readable).toArray(Resource[]::new);
        var service = new CloudRunService("service", new CloudRunServiceSpec(names(), args).args(), child(first));
        var open = new ServiceIamMember("everybody", everybody(args, service), child());
        outputs = new Outputs(service.name(), service.uri(), List.of(service, open));
    }

    public Outputs outputs() {
        return outputs;
    }

    private ServiceIamMemberArgs everybody(Args args, CloudRunService service) {
        return ServiceIamMemberArgs.builder()
                .project(names().project())
                .location(args.region())
                .name(service.name())
                .role("roles/run.invoker")
                .member("allUsers")
                .build();
    }

    private ProjectExclusionArgs requestLog() {
        return ProjectExclusionArgs.builder()
                .project(names().project())
                .name(Names.WORKER + "-requests")
                .description("Callers' addresses are not stored")
                .filter("resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"" + Names.WORKER
                        + "\" AND log_id(\"run.googleapis.com/requests\")")
                .build();
    }
}
