package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The load balancer's certificates: of each domain, shown to be ours by a record, whichever edge the name leads to. */
class CertificatePromisesTest {
    /** A certificate for all would wait for the last of them to be delegated. */
    @ParameterizedTest
    @EnumSource
    void domains_haveACertificateEachForTheirRecord(Stacks stack) {
        Plan plan = stack.applied();
        List<PlannedResource> certificates = plan.ofType("Certificate");
        assertEquals(balanced(stack) ? domains(stack) : Set.of(), names(certificates));
        for (PlannedResource certificate : certificates) {
            PlannedResource authorization = plan.resource("DnsAuthorization", certificate.name());
            assertEquals("[" + certificate.name() + "]", text(certificate, "managed.domains"));
            assertEquals(
                    "[id/DnsAuthorization/" + certificate.name() + "]", text(certificate, "managed.dnsAuthorizations"));
            assertEquals(certificate.name(), text(authorization, "domain"));
        }
        assertTrue(plan.ofType("ManagedSslCertificate").isEmpty(), "issued only once the name leads there");
    }

    /** As the authorization tells it, in the zone where the domain's names are. */
    @ParameterizedTest
    @EnumSource
    void records_showGoogleWhoseEachDomainIs(Stacks stack) {
        Plan plan = stack.applied();
        List<PlannedResource> proofs = plan.ofType("RecordSet").stream()
                .filter(entry -> text(entry, "type").equals("CNAME"))
                .toList();
        assertEquals(plan.ofType("DnsAuthorization").size(), proofs.size());
        for (PlannedResource authorization : plan.ofType("DnsAuthorization")) {
            PlannedResource proof = plan.resource("RecordSet", authorization.name() + "-certificate");
            assertEquals(MadeUp.proofName(authorization.name()), text(proof, "name"));
            assertEquals("[" + MadeUp.proofData(authorization.name()) + "]", text(proof, "rrdatas"));
            assertEquals("300", text(proof, "ttl"));
        }
    }

    /** A name that is not in the map is answered with no certificate at all. */
    @ParameterizedTest
    @EnumSource
    void map_hasEachDomainAndIsTheProxys(Stacks stack) {
        Plan plan = stack.applied();
        List<PlannedResource> entries = plan.ofType("CertificateMapEntry");
        assertEquals(
                balanced(stack) ? domains(stack) : Set.of(),
                entries.stream().map(entry -> text(entry, "hostname")).collect(Collectors.toCollection(TreeSet::new)));
        for (PlannedResource entry : entries) {
            assertEquals("[id/Certificate/" + text(entry, "hostname") + "]", text(entry, "certificates"));
            assertEquals(text(plan.ofType("CertificateMap").get(0), "name"), text(entry, "map"));
        }
        for (PlannedResource proxy : plan.ofType("TargetHttpsProxy")) {
            assertEquals(
                    "//certificatemanager.googleapis.com/id/CertificateMap/certificates",
                    text(proxy, "certificateMap"));
            assertTrue(proxy.property("sslCertificates").isEmpty(), "the map is all");
        }
    }

    private static boolean balanced(Stacks stack) {
        return stack.setting("edges", "load-balancer").contains("load-balancer");
    }

    private static Set<String> names(List<PlannedResource> resources) {
        return resources.stream().map(PlannedResource::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a drained one too, until it goes. */
    private static Set<String> domains(Stacks stack) {
        return new TreeSet<>(stack.domains());
    }
}
