package com.runmat.telemetry.infra.region.forwarder;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.Address;
import com.pulumi.gcp.compute.AddressArgs;
import com.pulumi.gcp.compute.ForwardingRuleArgs;
import com.pulumi.gcp.compute.RegionBackendService;
import com.pulumi.gcp.compute.RegionBackendServiceArgs;
import com.pulumi.gcp.compute.RegionHealthCheck;
import com.pulumi.gcp.compute.inputs.RegionBackendServiceBackendArgs;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.naming.Ports;
import java.util.Optional;

/**
 * The external passthrough load balancer, by backend service: a target pool would know neither IPv6 nor a health check
 * of its own kind. Scheme and protocol are said everywhere, for their defaults are those of other load balancers.
 */
final class UdpBalancerSpec {
    private static final String SCHEME = "EXTERNAL";
    private static final String PROTOCOL = "UDP";

    /** Nothing answers a datagram, so there is little to drain: what is on its way arrives within seconds. */
    private static final int DRAIN_SECONDS = 30;

    private final Names names;
    private final Forwarder.Args args;

    UdpBalancerSpec(Names names, Forwarder.Args args) {
        this.names = names;
        this.args = args;
    }

    RegionBackendServiceArgs backend(Output<String> group, RegionHealthCheck probe) {
        return RegionBackendServiceArgs.builder()
                .project(names.project())
                .region(args.region())
                .name(names.udp("backend"))
                .description("RunMat telemetry by UDP")
                .loadBalancingScheme(SCHEME)
                .protocol(PROTOCOL)
                .healthChecks(probe.selfLink())
                .connectionDrainingTimeoutSec(DRAIN_SECONDS)
                .backends(RegionBackendServiceBackendArgs.builder()
                        .group(group)
                        .balancingMode("CONNECTION")
                        .build())
                .build();
    }

    AddressArgs ipv4() {
        return address("ip").build();
    }

    /** An IPv6 address is a range of 96 bits, taken from the subnet's own. */
    Optional<AddressArgs> ipv6() {
        return args.ipv6().stands()
                ? Optional.of(address("ipv6")
                        .ipVersion("IPV6")
                        .ipv6EndpointType("NETLB")
                        .subnetwork(args.subnetwork())
                        .build())
                : Optional.empty();
    }

    /** Without a description: it cannot be changed, so an adopted address would be replaced for it. */
    private AddressArgs.Builder address(String name) {
        return AddressArgs.builder()
                .project(names.project())
                .region(args.region())
                .name(names.udp(name))
                .addressType(SCHEME)
                .networkTier("PREMIUM");
    }

    ForwardingRuleArgs ipv4Rule(RegionBackendService backend, Address address) {
        return rule("forwarding", backend).ipAddress(address.address()).build();
    }

    ForwardingRuleArgs ipv6Rule(RegionBackendService backend, Address address) {
        return rule("forwarding-ipv6", backend)
                .ipVersion("IPV6")
                .subnetwork(args.subnetwork())
                .ipAddress(address.selfLink())
                .build();
    }

    private ForwardingRuleArgs.Builder rule(String name, RegionBackendService backend) {
        return ForwardingRuleArgs.builder()
                .project(names.project())
                .region(args.region())
                .name(names.udp(name))
                .loadBalancingScheme(SCHEME)
                .networkTier("PREMIUM")
                .ipProtocol(PROTOCOL)
                .ports(String.valueOf(Ports.TELEMETRY))
                .backendService(backend.selfLink());
    }
}
