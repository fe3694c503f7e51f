package com.runmat.telemetry.infra.region.forwarder;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.Address;
import com.pulumi.gcp.compute.ForwardingRule;
import com.pulumi.gcp.compute.InstanceTemplate;
import com.pulumi.gcp.compute.RegionAutoscaler;
import com.pulumi.gcp.compute.RegionBackendService;
import com.pulumi.gcp.compute.RegionHealthCheck;
import com.pulumi.gcp.compute.RegionInstanceGroupManager;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.Ipv6;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.identities.Identities;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.network.Network;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machines of a region that take events by UDP and pass them on to a worker: a regional group over three zones behind an
 * external passthrough load balancer. No machine has a public IPv4 address; nothing reaches one but datagrams on the
 * telemetry port and the health probes.
 */
public final class Forwarder extends Component {
    private final Args args;
    private final Outputs outputs;

    /**
     * What the machines are given.
     *
     * @param subnetwork self link of the region's subnet
     * @param endpoints where they post to, the one that is preferred first: {@code run.app} addresses with their path
     * @param key the ingestion key, by name; a machine reads the value itself
     * @param ready what must be there before the first machine starts, such as the right to pull the image
     */
    public record Args(
            String region,
            Ipv6 ipv6,
            Network.Outputs network,
            Output<String> subnetwork,
            Identities.Identity identity,
            Output<String> image,
            Output<List<String>> endpoints,
            PinnedSecret key,
            StackConfig.ForwarderSettings settings,
            List<Resource> ready) {
        public Args {
            ready = List.copyOf(ready);
            if (settings.minReplicas() > settings.maxReplicas()) {
                throw new IllegalArgumentException(
                        "at least " + settings.minReplicas() + " forwarders, at most " + settings.maxReplicas());
            }
        }
    }

    /**
     * Where clients reach the forwarders.
     *
     * @param ipv6 the first address of the load balancer's IPv6 range
     */
    public record Outputs(Output<String> ipv4, Optional<Output<String>> ipv6) {}

    public Forwarder(Args args, Placement placement) {
        super("region:Forwarder", Names.regional(args.region(), "forwarder"), placement);
        this.args = args;
        outputs = balance(new UdpBalancerSpec(names(), args), group(new GroupSpec(names(), args)));
    }

    public Outputs outputs() {
        return outputs;
    }

    /** The machines; answers the instance group's self link. */
    private Output<String> group(GroupSpec spec) {
        Resource[] known = args.identity().ready().toArray(Resource[]::new);
        var template = new InstanceTemplate(named("template"), new TemplateSpec(names(), args).args(), child(known));
        Resource[] first = Stream.of(
                        args.network().ready(), args.ready(), args.key().ready())
                .flatMap(List::stream)
                .toArray(Resource[]::new);
        CustomResourceOptions.Builder options = options(first);
        options.ignoreChanges("targetSize"); // the autoscaler's, once the group stands
        options.customTimeouts(GroupSpec.TIMEOUTS);
        var group = new RegionInstanceGroupManager(named("group"), spec.group(template), options.build());
        new RegionAutoscaler(named("autoscaler"), spec.autoscaler(group), child());
        return group.instanceGroup();
    }

    private Outputs balance(UdpBalancerSpec spec, Output<String> group) {
        var probe = new RegionHealthCheck(named("health"), HealthSpec.balancing(names(), args.region()), child());
        var backend = new RegionBackendService(named("backend"), spec.backend(group, probe), child());
        var ipv4 = new Address(named("ipv4"), spec.ipv4(), kept());
        var rule = new ForwardingRule(named("ipv4"), spec.ipv4Rule(backend, ipv4), child());
        return new Outputs(reached(rule, ipv4), spec.ipv6().map(address -> {
            var ipv6 = new Address(named("ipv6"), address, keptWhile(args.ipv6() == Ipv6.ON));
            return reached(new ForwardingRule(named("ipv6"), spec.ipv6Rule(backend, ipv6), child()), ipv6);
        }));
    }

    /** Told once somebody listens there, so that no record leads to an address of nobody's. */
    private static Output<String> reached(ForwardingRule rule, Address address) {
        return rule.id().apply(there -> address.address());
    }

    private String named(String what) {
        return Names.regional(args.region(), what);
    }
}
