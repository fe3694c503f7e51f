package com.runmat.telemetry.infra.region.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.Tool;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's firewall, at work between two network namespaces. */
class HostFirewallTest {
    /** Container-Optimized OS before user data has run. */
    private static final List<String> SYSTEM = List.of(
            "-P INPUT DROP",
            "-P OUTPUT DROP",
            "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "-A INPUT -i lo -j ACCEPT",
            "-A INPUT -p tcp --dport 22 -j ACCEPT",
            "-A OUTPUT -m conntrack --ctstate NEW,RELATED,ESTABLISHED -j ACCEPT");

    @BeforeEach
    void requireTools() {
        Tool.requireAsRoot(
                "The machine's firewall cannot be tried here",
                "ip:iproute2",
                "iptables",
                "ip6tables:iptables",
                "conntrack");
    }

    @ParameterizedTest
    @ValueSource(strings = {Namespaces.IPV4, Namespaces.IPV6})
    void commands_floodFromNewPorts_takesNoEntryAndProbesKeepTheirAnswer(String machine) {
        try (Namespaces namespaces = new Namespaces()) {
            system(namespaces);
            HostFirewall.commands().forEach(namespaces::onMachine);
            assertEquals("20000 sent, 20 of 20 probes answered", namespaces.flood(machine, 20_000));
            assertEquals(20_000, accepted(namespaces, machine));
            assertEquals(0, entries(namespaces, machine));
        }
    }

    /** The flood fills the table of a machine that tracks it, so the test above would see it. */
    @ParameterizedTest
    @ValueSource(strings = {Namespaces.IPV4, Namespaces.IPV6})
    void flood_whereDatagramsAreTracked_takesAnEntryEach(String machine) {
        try (Namespaces namespaces = new Namespaces()) {
            system(namespaces);
            HostFirewall.commands().stream()
                    .filter(command -> !command.contains("NOTRACK"))
                    .forEach(namespaces::onMachine);
            namespaces.flood(machine, 2_000);
            assertTrue(entries(namespaces, machine) > 1_000, "entries");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Namespaces.IPV4, Namespaces.IPV6})
    void commands_openNothingElse(String machine) {
        try (Namespaces namespaces = new Namespaces()) {
            system(namespaces);
            HostFirewall.commands().forEach(namespaces::onMachine);
            assertTrue(namespaces.answers(machine, Namespaces.HEALTH_PORT), "the health port");
            assertTrue(!namespaces.answers(machine, Namespaces.OTHER_PORT), "another port");
        }
    }

    private static void system(Namespaces namespaces) {
        for (String rule : SYSTEM) {
            namespaces.onMachine("iptables -w " + rule);
            namespaces.onMachine("ip6tables -w " + rule);
        }
        namespaces.onMachine("iptables -w -A INPUT -p icmp -j ACCEPT");
        namespaces.onMachine("ip6tables -w -A INPUT -p ipv6-icmp -j ACCEPT");
        namespaces.onMachine("ip6tables -w -A OUTPUT -p ipv6-icmp -j ACCEPT");
    }

    /** How many datagrams the firewall let in. */
    private static long accepted(Namespaces namespaces, String machine) {
        String tables = machine.equals(Namespaces.IPV4) ? "iptables" : "ip6tables";
        return namespaces
                .onMachine(tables + " -w -nvxL INPUT")
                .lines()
                .filter(line -> line.contains("udp dpt:7846"))
                .mapToLong(line -> Long.parseLong(line.strip().split(" +", 2)[0]))
                .sum();
    }

    private static long entries(Namespaces namespaces, String machine) {
        String family = machine.equals(Namespaces.IPV4) ? "ipv4" : "ipv6";
        return namespaces
                .onMachine("conntrack -L -p udp -f " + family)
                .lines()
                .filter(line -> line.contains("dport=7846"))
                .count();
    }
}
