package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** HTTPS moves from the domain mapping to the load balancer, without a moment in which it does not answer. */
final class EdgeChange {
    private static final String OLD = "domain-mapping";
    private static final String NEW = "load-balancer";

    private static final String PROBE =
            "pulumi stack output --json | RUNMAT_TELEMETRY_KEY=\"$(pulumi config get ingestionKey)\" ./telemetry probe";

    /** Of the edges and what leads to them; the worker is open to both while both stand. */
    private static final Set<String> TOUCHED = Set.of(
            "Address",
            "BackendService",
            "Certificate",
            "CertificateMap",
            "CertificateMapEntry",
            "DnsAuthorization",
            "DomainMapping",
            "GlobalAddress",
            "GlobalForwardingRule",
            "RecordSet",
            "RegionNetworkEndpointGroup",
            "SSLPolicy",
            "SecurityPolicy",
            "Service",
            "TargetHttpsProxy",
            "URLMap");

    /** What is protected once names lead to its edge. */
    private static final Set<String> BEHIND = Set.of("Certificate", "GlobalAddress");

    private EdgeChange() {}

    static Drill of(StackSettings settings) {
        return new Drill(
                "edge-change",
                "HTTPS moves from the domain mapping to the load balancer",
                "runbook.md",
                Preparation.oneEdge(settings, OLD),
                List.of(),
                List.of(
                        Step.set(
                                "the new edge beside the old, names stay",
                                Map.of("edges", List.of(OLD, NEW)),
                                List.of(first(OLD), second(NEW))),
                        Step.up(
                                "build it, unprotected as long as no name leads there",
                                noNameMoves(),
                                Promises.survivorsStand(resource -> BEHIND.contains(resource.kind())),
                                Promises.onlyTheseGo("nothing", act -> false)),
                        Step.look("see that each edge answers", "", PROBE),
                        Step.set(
                                "the new one first: names move",
                                Map.of("edges", List.of(NEW, OLD)),
                                List.of(first(NEW), second(OLD))),
                        Step.up(
                                "move them",
                                Promises.survivorsStand(resource -> false),
                                Promises.onlyTheseGo("nothing", act -> false)),
                        Step.set(
                                "after the records' five minutes the old one goes",
                                Map.of("edges", List.of(NEW)),
                                List.of("pulumi config rm --path 'edges[1]'")),
                        Step.up(
                                "take it away",
                                noNameMoves(),
                                Promises.survivorsStand(resource -> false),
                                Promises.onlyTheseGo(
                                        "the mapping",
                                        act -> act.resource().kind().equals("DomainMapping")))),
                List.of(
                        Promises.nothingIsRefused(),
                        Promises.onlyTheseChange(TOUCHED),
                        Promises.namesLeadToListeners(resource -> false),
                        Promises.addressesAreThoseOfListeners(),
                        nothingOfUdp()));
    }

    private static String first(String edge) {
        return "pulumi config set --path 'edges[0]' " + edge;
    }

    private static String second(String edge) {
        return "pulumi config set --path 'edges[1]' " + edge;
    }

    private static Promise noNameMoves() {
        Predicate<PlannedResource> address = resource -> resource.kind().equals("RecordSet")
                && resource.property("type").filter("CNAME"::equals).isEmpty();
        return Promise.nothing("no name moves", act -> address.test(act.resource()));
    }

    private static Promise nothingOfUdp() {
        return Promise.nothing(
                "nothing of UDP changes",
                act -> act.resource().name().startsWith("udp.")
                        || act.resource().urn().contains("telemetry:region:Forwarder$"));
    }
}
