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
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A zone for each domain, signed, protected, with the addresses of both services. The zone's own name is the HTTPS
 * name, where no CNAME may stand. A domain whose zone exists already gets its addresses there and nothing else.
 */
public final class Dns extends Component {
    /** Clients look the UDP name up once a run; two minutes are how long a change of address may take. */
    private static final int UDP_TTL_SECONDS = 120;

    private static final int HTTPS_TTL_SECONDS = 300;
    private static final int CAA_TTL_SECONDS = 3600;

    /** Who may issue: the authorities that Google has its managed certificates from, and nobody a wildcard. */
    private static final List<String> ISSUERS =
            List.of("0 issue \"letsencrypt.org\"", "0 issue \"pki.goog\"", "0 issuewild \";\"");

    private final Map<String, Output<List<String>>> nameServers = new TreeMap<>();
    private final Map<String, Output<List<String>>> dsRecords = new TreeMap<>();

    /**
     * What each name points to.
     *
     * @param https addresses by domain
     * @param existingZones zone by domain, for those that need no own one
     * @param udpIpv4 address by region, of the regions that serve
     * @param udpIpv6 likewise; empty without IPv6
     */
    public record Args(
            Map<String, HttpsAddresses> https,
            Map<String, String> existingZones,
            Map<String, Output<String>> udpIpv4,
            Map<String, Output<String>> udpIpv6) {
        public Args {
            https = Map.copyOf(https);
            existingZones = Map.copyOf(existingZones);
            udpIpv4 = Map.copyOf(udpIpv4);
            udpIpv6 = Map.copyOf(udpIpv6);
            if (!https.keySet().containsAll(existingZones.keySet())) {
                throw new IllegalArgumentException("zones of domains that are not served: " + existingZones);
            }
        }
    }

    /** What the registrar of each own zone must be told; a zone has no DS record before it is signed. */
    public record Outputs(Map<String, Output<List<String>>> nameServers, Map<String, Output<List<String>>> dsRecords) {}

    public Dns(Args args, Placement placement) {
        super("dns:Dns", "dns", placement);
        new TreeSet<>(args.https().keySet()).forEach(domain -> serve(domain, args));
    }

    public Outputs outputs() {
        return new Outputs(nameServers, dsRecords);
    }

    private void serve(String domain, Args args) {
        Output<String> zone = Optional.ofNullable(args.existingZones().get(domain))
                .map(Output::of)
                .orElseGet(() -> ownZone(domain));
        HttpsAddresses https = Objects.requireNonNull(args.https().get(domain));
        record(RecordSpec.of(names(), zone, domain, "A", HTTPS_TTL_SECONDS).to(https.ipv4()));
        record(RecordSpec.of(names(), zone, domain, "AAAA", HTTPS_TTL_SECONDS).to(https.ipv6()));
        String udp = Names.udpHost(domain);
        record(RecordSpec.of(names(), zone, udp, "A", UDP_TTL_SECONDS).toNearest(args.udpIpv4()));
        if (!args.udpIpv6().isEmpty()) {
            record(RecordSpec.of(names(), zone, udp, "AAAA", UDP_TTL_SECONDS).toNearest(args.udpIpv6()));
        }
    }

    private Output<String> ownZone(String domain) {
        ManagedZone zone = new ManagedZone(domain, ZoneSpec.args(names(), domain), kept());
        record(RecordSpec.of(names(), zone.name(), domain, "CAA", CAA_TTL_SECONDS)
                .to(Output.of(ISSUERS)));
        nameServers.put(domain, zone.nameServers());
        dsRecords.put(domain, ZoneSpec.dsRecords(this, names(), zone));
        return zone.name();
    }

    private void record(RecordSpec spec) {
        new RecordSet(spec.name(), spec.args(), child());
    }
}
