package com.runmat.telemetry.infra.region;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.Subnetwork;
import com.pulumi.gcp.compute.SubnetworkArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.SubnetRange;
import com.runmat.telemetry.infra.naming.Names;

/**
 * A region's part of the network, with Private Google Access: the registry, Secret Manager and the workers'
 * {@code run.app} addresses are reached without a public address.
 */
final class Subnet extends Component {
    private final Output<String> link;

    /**
     * Where the subnet is.
     *
     * @param ipv6 also gives it an external range, for the load balancer's IPv6 address
     * @param network the network's self link
     */
    record Args(String region, boolean ipv6, Output<String> network) {}

    Subnet(Args args, Placement placement) {
        super("region:Subnet", Names.regional(args.region(), "subnet"), placement);
        var name = Names.regional(args.region(), "subnetwork");
        link = new Subnetwork(name, subnetwork(args), options(args)).selfLink();
    }

    /** The subnet's self link. */
    Output<String> link() {
        return link;
    }

    /**
     * A subnet that once had an IPv6 range keeps it: an update comes before the deletes, so machines and a rule still have
     * addresses of it when IPv6 is turned off.
     */
    private CustomResourceOptions options(Args args) {
        CustomResourceOptions.Builder options = options();
        if (!args.ipv6()) {
            options.ignoreChanges("stackType", "ipv6AccessType");
        }
        return options.build();
    }

    private SubnetworkArgs subnetwork(Args args) {
        SubnetworkArgs.Builder subnetwork = SubnetworkArgs.builder()
                .project(names().project())
                .name(names().subnetwork())
                .description("RunMat telemetry: the UDP forwarders")
                .region(args.region())
                .network(args.network())
                .ipCidrRange(SubnetRange.of(args.region()))
                .privateIpGoogleAccess(true)
                .stackType(args.ipv6() ? "IPV4_IPV6" : "IPV4_ONLY");
        if (args.ipv6()) {
            subnetwork.ipv6AccessType("EXTERNAL");
        }
        return subnetwork.build();
    }
}
