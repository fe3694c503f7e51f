package com.runmat.telemetry.infra.network;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.NetworkArgs;
import com.pulumi.gcp.compute.Subnetwork;
import com.pulumi.gcp.compute.SubnetworkArgs;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;

/**
 * The VPC that the forwarders stand in. No VM has a public IPv4 address and there is no NAT: Google's APIs, the
 * registry and the worker's {@code run.app} address are reached through Private Google Access.
 */
public final class Network extends Component {
    private final Outputs outputs;

    /** Where the subnet is; {@code ipv6} also gives it an external range for the load balancer's IPv6 address. */
    public record Args(String region, boolean ipv6) {}

    /** The network's and the subnet's self links. */
    public record Outputs(Output<String> network, Output<String> subnetwork) {}

    public Network(Args args, Placement placement) {
        super("network:Network", "network", placement);
        var network = new com.pulumi.gcp.compute.Network("network", network(), child());
        var subnetwork = new Subnetwork("subnetwork", subnetwork(args, network.selfLink()), child());
        outputs = new Outputs(network.selfLink(), subnetwork.selfLink());
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

    private SubnetworkArgs subnetwork(Args args, Output<String> network) {
        SubnetworkArgs.Builder subnetwork = SubnetworkArgs.builder()
                .project(names().project())
                .name(names().subnetwork())
                .description("RunMat telemetry: the UDP forwarders")
                .region(args.region())
                .network(network)
                .ipCidrRange("10.78.46.0/24")
                .privateIpGoogleAccess(true)
                .stackType(args.ipv6() ? "IPV4_IPV6" : "IPV4_ONLY");
        if (args.ipv6()) {
            subnetwork.ipv6AccessType("EXTERNAL");
        }
        return subnetwork.build();
    }
}
