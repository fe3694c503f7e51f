package com.runmat.telemetry.infra.edge;

import com.pulumi.core.Output;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.Edge;
import com.runmat.telemetry.infra.region.Region;
import java.util.List;
import java.util.Map;

/** Every edge of the stack, side by side: all of them answer, and the first has the names. */
public final class Edges {
    private final Args args;
    private final List<Outputs> outputs;

    /**
     * What leads where.
     *
     * @param edges at least one
     * @param drained those of the domains that no name of leads here
     * @param zones zone by domain, of each domain
     * @param serving the regions that clients are led to; a domain mapping leads to the first, the only one
     * @param requestsPerMinute that one address may make through a load balancer
     */
    public record Args(
            List<Edge> edges,
            List<String> domains,
            List<String> drained,
            Map<String, Output<String>> zones,
            List<Region.Outputs> serving,
            int requestsPerMinute) {
        public Args {
            edges = List.copyOf(edges);
            domains = List.copyOf(domains);
            drained = List.copyOf(drained);
            zones = Map.copyOf(zones);
            serving = List.copyOf(serving);
            if (edges.isEmpty() || serving.isEmpty()) {
                throw new IllegalArgumentException("nothing leads anywhere: " + edges + " to " + serving);
            }
        }
    }

    /** Where one edge is reached, by domain, known once it answers there. */
    public record Outputs(Edge edge, Map<String, HttpsAddresses> addresses) {}

    public Edges(Args args, Placement placement) {
        this.args = args;
        outputs = args.edges().stream()
                .map(edge -> new Outputs(edge, build(edge, placed(edge, placement))))
                .toList();
    }

    /** In the order of the configuration. */
    public List<Outputs> outputs() {
        return outputs;
    }

    /** An edge is protected while names lead there; without them that goes, so that a next step may remove it. */
    private Placement placed(Edge edge, Placement placement) {
        return args.edges().get(0) == edge ? placement : placement.unprotected();
    }

    private Map<String, HttpsAddresses> build(Edge edge, Placement placement) {
        return switch (edge) {
            case LOAD_BALANCER -> balanced(placement);
            case DOMAIN_MAPPING -> mapped(placement);
        };
    }

    private Map<String, HttpsAddresses> balanced(Placement placement) {
        var needed = new Certificates.Args(args.domains(), args.drained(), args.zones());
        var certificates = new Certificates(needed, placement).outputs();
        List<Output<String>> endpoints = args.serving().stream()
                .map(region -> region.worker().endpoints().orElseThrow())
                .toList();
        var balancer = new LoadBalancedDomains.Args(args.domains(), endpoints, args.requestsPerMinute(), certificates);
        return new LoadBalancedDomains(balancer, placement).outputs();
    }

    private Map<String, HttpsAddresses> mapped(Placement placement) {
        Region.Outputs region = args.serving().get(0);
        var mapping = new MappedDomains.Args(
                region.name(),
                args.domains(),
                region.worker().service(),
                region.worker().ready());
        return new MappedDomains(mapping, placement).outputs();
    }
}
