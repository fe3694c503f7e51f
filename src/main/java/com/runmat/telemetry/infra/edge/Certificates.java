package com.runmat.telemetry.infra.edge;

import com.pulumi.core.Output;
import com.pulumi.gcp.certificatemanager.Certificate;
import com.pulumi.gcp.certificatemanager.CertificateMap;
import com.pulumi.gcp.certificatemanager.CertificateMapEntry;
import com.pulumi.gcp.certificatemanager.DnsAuthorization;
import com.pulumi.gcp.dns.RecordSet;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A certificate for each domain, which Google issues and renews for a record in the domain's zone, wherever the name itself
 * leads. So the load balancer can answer for a name before it has it. One a domain: a certificate for all would wait for
 * the last of them to be delegated.
 */
final class Certificates extends Component {
    private final Args args;
    private final Outputs outputs;

    /**
     * For which names.
     *
     * @param drained those of them whose certificate may go
     * @param zones zone by domain, of each domain
     */
    record Args(List<String> domains, List<String> drained, Map<String, Output<String>> zones) {
        Args {
            domains = List.copyOf(domains);
            drained = List.copyOf(drained);
            zones = Map.copyOf(zones);
            if (!zones.keySet().containsAll(domains)) {
                throw new IllegalArgumentException("no zone of some of " + domains + " in " + zones.keySet());
            }
        }
    }

    /**
     * What a load balancer is told.
     *
     * @param map the map's link, as a proxy takes it
     * @param ready the map has every domain once these are there
     */
    record Outputs(Output<String> map, List<Resource> ready) {
        Outputs {
            ready = List.copyOf(ready);
        }
    }

    Certificates(Args args, Placement placement) {
        super("edge:Certificates", "certificates", placement);
        this.args = args;
        CertificateSpec spec = new CertificateSpec(names());
        var map = new CertificateMap("certificates", spec.map(), child());
        List<Resource> entries =
                args.domains().stream().map(domain -> entry(spec, domain, map)).toList();
        outputs = new Outputs(map.id().applyValue(id -> "//certificatemanager.googleapis.com/" + id), entries);
    }

    Outputs outputs() {
        return outputs;
    }

    /** The record comes before the certificate, so that the first look at it finds it. */
    private Resource entry(CertificateSpec spec, String domain, CertificateMap map) {
        Output<String> zone = Objects.requireNonNull(args.zones().get(domain));
        var authorization = new DnsAuthorization(domain, spec.authorization(domain), child());
        var proof = new RecordSet(domain + "-certificate", spec.proof(authorization, zone), child());
        var serving = !args.drained().contains(domain);
        var certificate = new Certificate(domain, spec.certificate(domain, authorization), keptWhile(serving, proof));
        return new CertificateMapEntry(domain, spec.entry(domain, certificate, map), child());
    }
}
