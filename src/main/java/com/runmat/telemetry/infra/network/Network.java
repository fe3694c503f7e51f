package com.runmat.telemetry.infra.network;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.Firewall;
import com.pulumi.gcp.compute.HealthCheck;
import com.pulumi.gcp.compute.NetworkArgs;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import java.util.ArrayList;
import java.util.List;

/**
 * The VPC that the forwarders of all regions stand in, what may reach them there, and the check that tells which of them
 * is to be replaced. No machine has a public IPv4 address and there is no NAT.
 */
public final class Network extends Component {
    private final Outputs outputs;

    /**
     * What the network is told.
     *
     * @param ipv6 whether machines are reached by IPv6 as well
     * @param machines the e-mail address of the account that the forwarders run as
     */
    public record Args(boolean ipv6, Output<String> machines) {}

    /**
     * What a region builds on.
     *
     * @param network self link
     * @param healing self link of the check
     * @param ready what must be there before the first machine
     */
    public record Outputs(Output<String> network, Output<String> healing, List<Resource> ready) {
        public Outputs {
            ready = List.copyOf(ready);
        }
    }

    public Network(Args args, Placement placement) {
        super("network:Network", "network", placement);
        var network = new com.pulumi.gcp.compute.Network("network", network(), child());
        var healing = new HealthCheck("healing", HealingSpec.args(names()), child());
        var firewalls = firewalls(new FirewallSpec(names(), args, network.selfLink()));
        outputs = new Outputs(network.selfLink(), healing.selfLink(), firewalls);
    }

    public Outputs outputs() {
        return outputs;
    }

    private NetworkArgs network() {
        return NetworkArgs.builder()
                .project(names().project())
                .name(names().network())
                .description("RunMat telemetry: the UDP forwarders")
                .autoCreateSubnetworks(false)
                .routingMode("REGIONAL")
                .build();
    }

    private List<Resource> firewalls(FirewallSpec spec) {
        List<Resource> rules = new ArrayList<>();
        spec.rules().forEach((name, rule) -> rules.add(new Firewall(name, rule, child())));
        return rules;
    }
}
