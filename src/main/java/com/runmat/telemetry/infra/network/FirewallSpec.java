package com.runmat.telemetry.infra.network;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.FirewallArgs;
import com.pulumi.gcp.compute.inputs.FirewallAllowArgs;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.naming.Ports;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that may reach a machine. A passthrough load balancer leaves the sender's address on each datagram, so the
 * telemetry port is open to everyone; families cannot be mixed in one rule.
 */
final class FirewallSpec {
    /**
     * Probes of an external passthrough load balancer (the first three) and of autohealing (the first and the last):
     * cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges.
     */
    private static final List<String> PROBES =
            List.of("35.191.0.0/16", "209.85.152.0/22", "209.85.204.0/22", "130.211.0.0/22");

    private static final List<String> PROBES_IPV6 = List.of("2600:1901:8001::/48");

    private final Names names;
    private final Network.Args args;
    private final Output<String> network;

    FirewallSpec(Names names, Network.Args args, Output<String> network) {
        this.names = names;
        this.args = args;
        this.network = network;
    }

    /** The rules by their resource's name. */
    Map<String, FirewallArgs> rules() {
        Map<String, FirewallArgs> rules = new TreeMap<>();
        rules.put("allow", telemetry("allow", "0.0.0.0/0"));
        rules.put("allow-health", health("health-fw", PROBES));
        if (args.ipv6()) {
            rules.put("allow-ipv6", telemetry("allow-ipv6", "::/0"));
            rules.put("allow-health-ipv6", health("health-fw-ipv6", PROBES_IPV6));
        }
        return rules;
    }

    private FirewallArgs telemetry(String name, String everywhere) {
        return rule(name, "Telemetry by UDP", List.of(everywhere), "udp", Ports.TELEMETRY);
    }

    private FirewallArgs health(String name, List<String> probes) {
        return rule(name, "Health probes of Google's own", probes, "tcp", Ports.FORWARDER_HEALTH);
    }

    private FirewallArgs rule(String name, String what, List<String> sources, String protocol, int port) {
        return FirewallArgs.builder()
                .project(names.project())
                .name(names.udp(name))
                .description(what)
                .network(network)
                .direction("INGRESS")
                .sourceRanges(sources)
                .targetServiceAccounts(args.machines().applyValue(List::of))
                .allows(FirewallAllowArgs.builder()
                        .protocol(protocol)
                        .ports(String.valueOf(port))
                        .build())
                .build();
    }
}
