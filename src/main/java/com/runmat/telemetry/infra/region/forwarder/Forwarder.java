package com.runmat.telemetry.infra.region.forwarder;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.Address;
import com.pulumi.gcp.compute.Firewall;
import com.pulumi.gcp.compute.ForwardingRule;
import com.pulumi.gcp.compute.HealthCheck;
import com.pulumi.gcp.compute.InstanceTemplate;
import com.pulumi.gcp.compute.RegionAutoscaler;
import com.pulumi.gcp.compute.RegionBackendService;
import com.pulumi.gcp.compute.RegionHealthCheck;
import com.pulumi.gcp.compute.RegionInstanceGroupManager;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.identities.Identities;
import com.runmat.telemetry.infra.network.Network;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machines that take events by UDP and pass them on to the worker: a regional group over three zones behind an
 * external passthrough load balancer. No machine has a public IPv4 address; nothing reaches one but datagrams on the
 * telemetry port and the health probes.
 */
public final class Forwarder extends Component {
    private final Outputs outputs;

    /**
     * What the machines are given.
     *
     * @param endpoint where they post to: the worker's {@code run.app} address with its path
     * @param key the ingestion key, by name; a machine reads the value itself
     * @param ready what must be there before the first machine starts, such as the right to pull the image
     */
    public record Args(
            String region,
            boolean ipv6,
            Network.Outputs network,
            Identities.Identity identity,
            Output<String> image,
            Output<String> endpoint,
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
        super("forwarder:Forwarder", "forwarder", placement);
        List<Resource> first = new ArrayList<>(firewalls(new FirewallSpec(names(), args)));
        first.addAll(args.ready());
        first.addAll(args.key().ready());
        Output<String> group = group(new GroupSpec(names(), args), first, args);
        outputs = balance(new UdpBalancerSpec(names(), args), group);
    }

    public Outputs outputs() {
        return outputs;
    }

    private List<Resource> firewalls(FirewallSpec spec) {
        List<Resource> rules = new ArrayList<>();
        spec.rules().forEach((name, rule) -> rules.add(new Firewall(name, rule, child())));
        return rules;
    }

    /** The machines; answers the instance group's self link. */
    private Output<String> group(GroupSpec spec, List<Resource> first, Args args) {
        HealthCheck healing = new HealthCheck("healing", HealthSpec.healing(names()), child());
        InstanceTemplate template = new InstanceTemplate("template", new TemplateSpec(names(), args).args(), child());
        CustomResourceOptions.Builder options = options(first.toArray(Resource[]::new));
        options.ignoreChanges("targetSize"); // the autoscaler's, once the group stands
        options.customTimeouts(GroupSpec.TIMEOUTS);
        var group = new RegionInstanceGroupManager("group", spec.group(template, healing), options.build());
        new RegionAutoscaler("autoscaler", spec.autoscaler(group), child());
        return group.instanceGroup();
    }

    private Outputs balance(UdpBalancerSpec spec, Output<String> group) {
        var probe = new RegionHealthCheck("health", HealthSpec.balancing(names(), spec.region()), child());
        var backend = new RegionBackendService("backend", spec.backend(group, probe), child());
        Address ipv4 = new Address("ipv4", spec.ipv4(), kept());
        new ForwardingRule("ipv4", spec.ipv4Rule(backend, ipv4), child());
        return new Outputs(ipv4.address(), spec.ipv6().map(address -> {
            Address ipv6 = new Address("ipv6", address, kept());
            new ForwardingRule("ipv6", spec.ipv6Rule(backend, ipv6), child());
            return ipv6.address();
        }));
    }
}
