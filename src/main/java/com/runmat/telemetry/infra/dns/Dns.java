package com.runmat.telemetry.infra.dns;

import com.pulumi.core.Output;
import com.pulumi.gcp.dns.RecordSet;
import com.pulumi.gcp.dns.RecordSetArgs;
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
    private final Map<String, Output<String>> dsRecords = new TreeMap<>();

    /**
     * What each name points to.
     *
     * @param https addresses by domain
     * @param existingZones zone by domain, for those that need no own one
     */
    public record Args(
            Map<String, HttpsAddresses> https,
            Map<String, String> existingZones,
            Output<String> udpIpv4,
            Optional<Output<String>> udpIpv6) {
        public Args {
            https = Map.copyOf(https);
            existingZones = Map.copyOf(existingZones);
            if (!https.keySet().containsAll(existingZones.keySet())) {
                throw new IllegalArgumentException("zones of domains that are not served: " + existingZones);
            }
        }
    }

    /** What the registrar of each own zone must be told. */
    public record Outputs(Map<String, Output<List<String>>> nameServers, Map<String, Output<String>> dsRecords) {}

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
        record(zone, domain, "A", HTTPS_TTL_SECONDS, https.ipv4());
        record(zone, domain, "AAAA", HTTPS_TTL_SECONDS, https.ipv6());
        record(zone, Names.udpHost(domain), "A", UDP_TTL_SECONDS, args.udpIpv4().applyValue(List::of));
        args.udpIpv6()
                .ifPresent(address ->
                        record(zone, Names.udpHost(domain), "AAAA", UDP_TTL_SECONDS, address.applyValue(List::of)));
    }

    private Output<String> ownZone(String domain) {
        ManagedZone zone = new ManagedZone(domain, ZoneSpec.args(names(), domain), kept());
        record(zone.name(), domain, "CAA", CAA_TTL_SECONDS, Output.of(ISSUERS));
        nameServers.put(domain, zone.nameServers());
        dsRecords.put(domain, ZoneSpec.dsRecord(this, names(), zone));
        return zone.name();
    }

    private void record(Output<String> zone, String host, String type, int ttl, Output<List<String>> data) {
        RecordSetArgs args = RecordSetArgs.builder()
                .project(names().project())
                .managedZone(zone)
                .name(host + ".")
                .type(type)
                .ttl(ttl)
                .rrdatas(data)
                .build();
        new RecordSet(host + "-" + type, args, child());
    }
}
