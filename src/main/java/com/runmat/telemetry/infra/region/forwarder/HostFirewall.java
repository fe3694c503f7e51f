package com.runmat.telemetry.infra.region.forwarder;

import com.runmat.telemetry.infra.naming.Ports;
import java.util.List;
import java.util.stream.Stream;

/**
 * The machine's own firewall, as commands. Container-Optimized OS lets in SSH alone and answers to what it began.
 *
 * <p>For the latter the kernel keeps an entry for each connection, of which a machine of 1 GB has room for some 8,000; once
 * they are gone it drops health probes and posts too. A datagram from a new port would take one, and nothing answers a
 * datagram, so those of the telemetry port are passed without. Only the way in needs it: nothing leaves by that port.
 */
final class HostFirewall {
    private HostFirewall() {}

    static List<String> commands() {
        return Stream.of("iptables -w", "ip6tables -w")
                .flatMap(HostFirewall::ofFamily)
                .toList();
    }

    private static Stream<String> ofFamily(String tables) {
        return Stream.of(
                tables + " -t raw -A PREROUTING -p udp --dport " + Ports.TELEMETRY + " -j NOTRACK",
                tables + " -A INPUT -p udp --dport " + Ports.TELEMETRY + " -j ACCEPT",
                tables + " -A INPUT -p tcp --dport " + Ports.FORWARDER_HEALTH + " -j ACCEPT");
    }
}
