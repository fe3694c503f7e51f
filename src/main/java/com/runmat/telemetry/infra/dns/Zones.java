package com.runmat.telemetry.infra.dns;

import com.pulumi.core.Output;
import com.pulumi.gcp.dns.RecordSet;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A zone for each domain, signed, protected while the domain is served, which says who may issue certificates; none for a
 * domain whose zone exists already.
 */
public final class Zones extends Component {
    private static final int CAA_TTL_SECONDS = 3600;

    /** Who may issue: the authorities that Google has its managed certificates from, and nobody a wildcard. */
    private static final List<String> ISSUERS =
            List.of("0 issue \"letsencrypt.org\"", "0 issue \"pki.goog\"", "0 issuewild \";\"");

    private final Map<String, Output<String>> zones = new TreeMap<>();
    private final Map<String, Output<List<String>>> nameServers = new TreeMap<>();
    private final Map<String, Output<List<String>>> dsRecords = new TreeMap<>();

    /**
     * Of which domains.
     *
     * @param drained those of them whose zone may go
     * @param existing zone by domain, for those that need no own one
     */
    public record Args(List<String> domains, List<String> drained, Map<String, String> existing) {
        public Args {
            domains = List.copyOf(domains);
            drained = List.copyOf(drained);
            existing = Map.copyOf(existing);
            if (!domains.containsAll(existing.keySet())) {
                throw new IllegalArgumentException("zones of domains that are not served: " + existing);
            }
        }
    }

    /**
     * What stands, and what the registrar of each own zone must be told; a zone has no DS record before it is signed.
     *
     * @param names the zone's name by domain, existing ones too
     */
    public record Outputs(
            Map<String, Output<String>> names,
            Map<String, Output<List<String>>> nameServers,
            Map<String, Output<List<String>>> dsRecords) {}

    public Zones(Args args, Placement placement) {
        super("dns:Zones", "zones", placement);
        args.domains()
                .forEach(domain -> zones.put(
                        domain,
                        Optional.ofNullable(args.existing().get(domain))
                                .map(Output::of)
                                .orElseGet(() -> ownZone(domain, !args.drained().contains(domain)))));
    }

    public Outputs outputs() {
        return new Outputs(zones, nameServers, dsRecords);
    }

    private Output<String> ownZone(String domain, boolean serving) {
        ManagedZone zone = new ManagedZone(domain, ZoneSpec.args(names(), domain), keptWhile(serving));
        var issuers = RecordSpec.of(names(), zone.name(), domain, "CAA", CAA_TTL_SECONDS)
                .to(Output.of(ISSUERS));
        new RecordSet(issuers.name(), issuers.args(), child());
        nameServers.put(domain, zone.nameServers());
        dsRecords.put(domain, ZoneSpec.dsRecords(this, names(), zone));
        return zone.name();
    }
}
