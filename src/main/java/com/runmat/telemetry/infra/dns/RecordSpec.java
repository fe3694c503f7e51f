package com.runmat.telemetry.infra.dns;

import com.pulumi.core.Output;
import com.pulumi.gcp.dns.RecordSetArgs;
import com.pulumi.gcp.dns.inputs.RecordSetRoutingPolicyArgs;
import com.pulumi.gcp.dns.inputs.RecordSetRoutingPolicyGeoArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One record, and how whoever asks is answered. */
final class RecordSpec {
    private final String name;
    private final RecordSetArgs.Builder args;

    private RecordSpec(String name, RecordSetArgs.Builder args) {
        this.name = name;
        this.args = args;
    }

    static RecordSpec of(Names names, Output<String> zone, String host, String type, int ttl) {
        return new RecordSpec(
                host + "-" + type,
                RecordSetArgs.builder()
                        .project(names.project())
                        .managedZone(zone)
                        .name(host + ".")
                        .type(type)
                        .ttl(ttl));
    }

    /** Everybody is told the same. */
    RecordSpec to(Output<List<String>> data) {
        args.rrdatas(data);
        return this;
    }

    /**
     * Whoever asks is told the address of the region that is nearest, by Google's measure. Nothing looks whether it
     * answers: a region that does not is drained.
     *
     * @param addresses by region, at least one; with one alone the record is a plain one
     */
    RecordSpec toNearest(Map<String, Output<String>> addresses) {
        if (addresses.size() == 1) {
            return to(addresses.values().iterator().next().applyValue(List::of));
        }
        List<RecordSetRoutingPolicyGeoArgs> regions = new TreeMap<>(addresses)
                .entrySet().stream()
                        .map(address -> RecordSetRoutingPolicyGeoArgs.builder()
                                .location(address.getKey())
                                .rrdatas(address.getValue().applyValue(List::of))
                                .build())
                        .toList();
        args.routingPolicy(RecordSetRoutingPolicyArgs.builder().geos(regions).build());
        return this;
    }

    /** The logical name. */
    String name() {
        return name;
    }

    RecordSetArgs args() {
        return args.build();
    }
}
