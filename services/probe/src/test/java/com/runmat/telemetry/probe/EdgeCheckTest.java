package com.runmat.telemetry.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.commandline.Program;
import com.runmat.telemetry.kit.TestCertificate;
import com.runmat.telemetry.probe.Finding.Result;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edges that stand on this machine, for names that lead nowhere. */
class EdgeCheckTest {
    private static final String COM = "telemetry.com.example";
    /** A name that is looked up on this machine. */
    private static final String LOCAL = "localhost";

    private static final String ORG = "telemetry.org.example";

    @TempDir
    Path folder;

    @Test
    void check_nameThatLeadsNowhereYet_isReadyByTheEdgesAddress() throws Exception {
        SSLContext tls = TestCertificate.of(folder, 90, COM, ORG).context();
        try (FakeWorker edge = new FakeWorker(tls)) {
            for (String domain : List.of(COM, ORG)) {
                Finding found = check(tls, edge(edge, domain));
                assertEquals("edge load-balancer (beside it)", found.target());
                assertEquals(domain, found.check());
                assertEquals(Result.PASS, found.result());
                assertTrue(found.detail().matches("ready: 127.0.0.1 (89|90) days left"), found.detail());
            }
            assertEquals(Set.of(COM, ORG), edge.hosts);
        }
    }

    @Test
    void check_certificateOfTheOtherDomainAlone_isNotReady() throws Exception {
        SSLContext tls = TestCertificate.of(folder, 90, COM).context();
        try (FakeWorker edge = new FakeWorker(tls)) {
            assertEquals(Result.PASS, check(tls, edge(edge, COM)).result());
            Finding other = check(tls, edge(edge, ORG));
            assertEquals(Result.FAIL, other.result());
            assertTrue(
                    other.detail().startsWith("not ready: 127.0.0.1 has no certificate for " + ORG + " yet: "),
                    other.detail());
        }
    }

    @Test
    void check_certificateThatNobodyTrusts_isNotReady() throws Exception {
        try (FakeWorker edge =
                new FakeWorker(TestCertificate.of(folder, 90, COM).context())) {
            assertEquals(
                    Result.FAIL, check(SSLContext.getDefault(), edge(edge, COM)).result());
        }
    }

    @Test
    void check_workerBehindTheEdgeDoesNotAnswer_isNotReady() throws Exception {
        SSLContext tls = TestCertificate.of(folder, 90, COM).context();
        try (FakeWorker edge = new FakeWorker(tls)) {
            edge.health = 404;
            assertEquals(
                    "not ready: 127.0.0.1 answers 404 to /health",
                    check(tls, edge(edge, COM)).detail());
        }
    }

    /** As an old mapping's that names lead to no more: Google does not renew it. */
    @Test
    void check_certificateAboutToEnd_warns() throws Exception {
        SSLContext tls = TestCertificate.of(folder, 5, COM).context();
        try (FakeWorker edge = new FakeWorker(tls)) {
            assertEquals(Result.WARN, check(tls, edge(edge, COM)).result());
        }
    }

    /** A name leads to any of them. */
    @Test
    void check_oneAddressOfTwoDoesNotAnswer_isNotReadyAndNamesIt() throws Exception {
        SSLContext tls = TestCertificate.of(folder, 90, COM).context();
        try (FakeWorker worker = new FakeWorker(tls)) {
            var both = List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.77.0.1"));
            Finding found = check(tls, new Edge("load-balancer", true, COM, worker.port(), both));
            assertEquals(Result.FAIL, found.result());
            assertTrue(found.detail().startsWith("not ready: 127.77.0.1 does not answer: "), found.detail());
        }
    }

    @Test
    void run_outputsOfAStack_tellEachDomainAndEdge() throws Exception {
        SSLContext tls = TestCertificate.of(folder, 90, LOCAL).context();
        try (FakeWorker edge = new FakeWorker(tls)) {
            String outputs = """
                    {"telemetry_https_endpoints":{"%s":"https://%s:%d/ingest"},
                     "telemetry_edges":[{"edge":"load-balancer","addresses":{"%s":["127.0.0.1"]}},
                                        {"edge":"domain-mapping","addresses":{"%s":["127.77.0.1"]}}]}""".formatted(LOCAL, LOCAL, edge.port(), LOCAL, LOCAL);
            ProbeCommand command =
                    new ProbeCommand(Map.of(), new ByteArrayInputStream(outputs.getBytes(StandardCharsets.UTF_8)));
            Program.ofOne(command).parseArgs("probe");
            Asked options = command.asked();
            List<Finding> edges = new Probe(options, tls, finding -> {})
                    .run().stream()
                            .filter(finding -> finding.target().startsWith("edge "))
                            .toList();
            assertEquals(
                    List.of("edge load-balancer (names lead here) pass", "edge domain-mapping (beside it) fail"),
                    edges.stream()
                            .map(finding ->
                                    finding.target() + " " + finding.result().word())
                            .toList());
        }
    }

    private static Edge edge(FakeWorker worker, String domain) {
        return new Edge("load-balancer", false, domain, worker.port(), List.of(InetAddress.ofLiteral("127.0.0.1")));
    }

    /** With time enough for a busy machine. */
    private static Finding check(SSLContext tls, Edge edge) throws InterruptedException {
        return new EdgeCheck(tls, Clock.systemUTC(), Duration.ofSeconds(60)).check(edge);
    }
}
