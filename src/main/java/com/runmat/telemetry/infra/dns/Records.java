package com.runmat.telemetry.infra.dns;

import com.pulumi.core.Output;
import com.pulumi.gcp.dns.RecordSet;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.edge.HttpsAddresses;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where clients are led: of each domain the HTTPS name, which is the domain itself, where no CNAME may stand, and the UDP
 * name. An address is told once somebody listens there.
 */
public final class Records extends Component {
    /** Clients look the UDP name up once a run; two minutes are how long a change of address may take. */
    private static final int UDP_TTL_SECONDS = 120;

    private static final int HTTPS_TTL_SECONDS = 300;

    /**
     * What each name points to.
     *
     * @param zones zone by domain, of these domains at least
     * @param https addresses by domain, likewise
     * @param udpIpv4 address by region, of the regions that serve
     * @param udpIpv6 likewise; empty without IPv6
     */
    public record Args(
            List<String> domains,
            Map<String, Output<String>> zones,
            Map<String, HttpsAddresses> https,
            Map<String, Output<String>> udpIpv4,
            Map<String, Output<String>> udpIpv6) {
        public Args {
            domains = List.copyOf(domains);
            zones = Map.copyOf(zones);
            https = Map.copyOf(https);
            udpIpv4 = Map.copyOf(udpIpv4);
            udpIpv6 = Map.copyOf(udpIpv6);
            if (!https.keySet().containsAll(domains) || !zones.keySet().containsAll(domains)) {
                throw new IllegalArgumentException(
                        domains + ", but zones of " + zones.keySet() + " and addresses of " + https.keySet());
            }
        }
    }

    public Records(Args args, Placement placement) {
        super("dns:Records", "records", placement);
        args.domains().forEach(domain -> lead(domain, args));
    }

    private void lead(String domain, Args args) {
        Output<String> zone = Objects.requireNonNull(args.zones().get(domain));
        HttpsAddresses https = Objects.requireNonNull(args.https().get(domain));
        record(RecordSpec.of(names(), zone, domain, "A", HTTPS_TTL_SECONDS).to(https.ipv4()));
        record(RecordSpec.of(names(), zone, domain, "AAAA", HTTPS_TTL_SECONDS).to(https.ipv6()));
        String udp = Names.udpHost(domain);
        record(RecordSpec.of(names(), zone, udp, "A", UDP_TTL_SECONDS).toNearest(args.udpIpv4()));
        if (!args.udpIpv6().isEmpty()) {
            record(RecordSpec.of(names(), zone, udp, "AAAA", UDP_TTL_SECONDS).toNearest(args.udpIpv6()));
        }
    }

    private void record(RecordSpec spec) {
        new RecordSet(spec.name(), spec.args(), child());
    }
}
