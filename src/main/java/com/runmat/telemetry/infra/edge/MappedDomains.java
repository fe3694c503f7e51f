package com.runmat.telemetry.infra.edge;

import com.pulumi.core.Output;
import com.pulumi.gcp.cloudrun.DomainMapping;
import com.pulumi.gcp.cloudrun.DomainMappingArgs;
import com.pulumi.gcp.cloudrun.inputs.DomainMappingMetadataArgs;
import com.pulumi.gcp.cloudrun.inputs.DomainMappingSpecArgs;
import com.pulumi.gcp.cloudrun.outputs.DomainMappingStatus;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTPS by Cloud Run's own domain mappings: no cost and no upkeep, but a preview that Google does not recommend for
 * production. Each domain must have been verified for the account that deploys.
 */
final class MappedDomains extends Component {
    /**
     * The addresses that Cloud Run documents for mapped domains, for a name below a registered domain is answered with
     * a CNAME, which may not stand at the top of a zone: cloud.google.com/run/docs/mapping-custom-domains.
     */
    private static final List<String> IPV4 =
            List.of("216.239.32.21", "216.239.34.21", "216.239.36.21", "216.239.38.21");

    private static final List<String> IPV6 =
            List.of("2001:4860:4802:32::15", "2001:4860:4802:34::15", "2001:4860:4802:36::15", "2001:4860:4802:38::15");

    private final Map<String, HttpsAddresses> outputs = new TreeMap<>();

    /**
     * Which domains lead to which service of this region; {@code ready} must be there before. A mapping that another
     * region has, perhaps a lost one, is taken over.
     */
    record Args(String region, List<String> domains, Output<String> service, List<Resource> ready) {
        Args {
            domains = List.copyOf(domains);
            ready = List.copyOf(ready);
        }
    }

    MappedDomains(Args args, Placement placement) {
        super("edge:MappedDomains", Names.regional(args.region(), "edge"), placement);
        args.domains().forEach(domain -> outputs.put(domain, map(domain, args)));
    }

    /** The addresses by domain. */
    Map<String, HttpsAddresses> outputs() {
        return Map.copyOf(outputs);
    }

    private HttpsAddresses map(String domain, Args args) {
        DomainMappingArgs mapping = DomainMappingArgs.builder()
                .project(names().project())
                .location(args.region())
                .name(domain)
                .metadata(DomainMappingMetadataArgs.builder()
                        .namespace(names().project())
                        .build())
                .spec(DomainMappingSpecArgs.builder()
                        .routeName(args.service())
                        .forceOverride(true)
                        .build())
                .build();
        var statuses = new DomainMapping(Names.regional(args.region(), domain), mapping, options(args)).statuses();
        return new HttpsAddresses(addresses(statuses, "A", IPV4), addresses(statuses, "AAAA", IPV6));
    }

    /**
     * Google puts metadata of its own on a mapping, and does not tell whether it took one over: of one that was imported
     * both would differ, and the provider replaces a mapping for each, which costs its certificate.
     */
    private CustomResourceOptions options(Args args) {
        CustomResourceOptions.Builder options = options(args.ready().toArray(Resource[]::new));
        options.ignoreChanges("metadata", "spec.forceOverride");
        return options.build();
    }

    private static Output<List<String>> addresses(
            Output<List<DomainMappingStatus>> statuses, String type, List<String> documented) {
        return statuses.applyValue(found -> {
            List<String> given = found.stream()
                    .flatMap(status -> status.resourceRecords().stream())
                    .filter(record -> record.type().orElse("").equals(type))
                    .flatMap(record -> record.rrdata().stream())
                    .toList();
            return given.isEmpty() ? documented : given;
        });
    }
}
