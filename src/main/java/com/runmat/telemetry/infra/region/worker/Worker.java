package com.runmat.telemetry.infra.region.worker;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.RegionNetworkEndpointGroup;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Cloud Run service that takes events by HTTPS. Everybody may call it; it checks the ingestion key itself. */
public final class Worker extends Component {
    private final Outputs outputs;

    /**
     * What the service is given.
     *
     * @param account the e-mail address of the service account it runs as
     * @param secrets the pinned secrets by the environment variable that holds each
     * @param reach who may reach it
     * @param ready what must be there before the service
     */
    public record Args(
            String region,
            Output<String> image,
            Output<String> account,
            StackConfig.WorkerSettings settings,
            Map<String, PinnedSecret> secrets,
            Reach reach,
            List<Resource> ready) {
        public Args {
            secrets = Map.copyOf(secrets);
            ready = List.copyOf(ready);
            if (!secrets.containsKey("INGESTION_KEY")) {
                throw new IllegalArgumentException("the worker needs INGESTION_KEY, has " + secrets.keySet());
            }
        }
    }

    /**
     * Where the service is.
     *
     * @param service its name, once it is there and answers everybody
     * @param url its {@code run.app} address, the only one that a machine without a public address reaches
     * @param endpoints self link of the group by which a load balancer reaches it
     * @param ready what waits for the service waits for these
     */
    public record Outputs(
            Output<String> service, Output<String> url, Optional<Output<String>> endpoints, List<Resource> ready) {
        public Outputs {
            ready = List.copyOf(ready);
        }
    }

    public Worker(Args args, Placement placement) {
        super("region:Worker", Names.regional(args.region(), "worker"), placement);
        Stream<Resource> readable = args.secrets().values().stream().flatMap(secret -> secret.ready().stream());
        Resource[] first = Stream.concat(args.ready().stream(), readable).toArray(Resource[]::new);
        var spec = new CloudRunServiceSpec(names(), args);
        var service = new CloudRunService(named("service", args), spec.args(), child(first));
        outputs = new Outputs(service.name(), service.uri(), endpoints(args, service), List.of(service));
    }

    public Outputs outputs() {
        return outputs;
    }

    /** How a load balancer reaches the service. */
    private Optional<Output<String>> endpoints(Args args, CloudRunService service) {
        if (!args.reach().balanced()) {
            return Optional.empty();
        }
        var spec = EndpointsSpec.args(names(), args.region(), service.name());
        return Optional.of(new RegionNetworkEndpointGroup(named("endpoints", args), spec, child()).selfLink());
    }

    private static String named(String what, Args args) {
        return Names.regional(args.region(), what);
    }
}
