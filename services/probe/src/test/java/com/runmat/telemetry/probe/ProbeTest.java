package com.runmat.telemetry.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.commandline.Program;
import com.runmat.telemetry.kit.TestCertificate;
import com.runmat.telemetry.probe.Finding.Result;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void run_healthyDeployment_passesEveryCheck() throws Exception {
        SSLContext tls = TestCertificate.of(folder, 90, "localhost").context();
        try (FakeWorker worker = new FakeWorker(tls)) {
            List<Finding> findings = probe(worker, FakeWorker.KEY, tls, PATIENCE);
            assertEquals(
                    List.of(
                            "address skip",
                            "TLS pass",
                            "health pass",
                            "without key pass",
                            "with key pass",
                            "address skip",
                            "datagram v4 pass"),
                    words(findings));
            assertTrue(detail(findings, "TLS").matches("localhost, (89|90) days left"), detail(findings, "TLS"));
            assertEquals(42, worker.probedByUdp.get());
            assertTrue(Report.good(findings));
        }
    }

    @Test
    void run_wrongKey_failsWithKeyAndCannotTellAboutDatagrams() throws Exception {
        try (FakeWorker worker = new FakeWorker(null)) {
            List<Finding> findings = probe(worker, "wrong-key", SSLContext.getDefault(), SHORT);
            assertEquals(Result.FAIL, result(findings, "with key"));
            assertEquals(Result.WARN, result(findings, "datagram v4"));
            assertFalse(Report.good(findings));
            assertFalse(Report.table(findings).contains("wrong-key"));
        }
    }

    @Test
    void run_noKey_skipsWhatNeedsIt() throws Exception {
        try (FakeWorker worker = new FakeWorker(null)) {
            List<Finding> findings = probe(worker, "", SSLContext.getDefault(), SHORT);
            assertEquals(Result.SKIP, result(findings, "with key"));
            assertEquals(Result.WARN, result(findings, "datagram v4"));
            assertTrue(Report.good(findings));
        }
    }

    @Test
    void run_workerWithoutHealth_fails() throws Exception {
        try (FakeWorker worker = new FakeWorker(null)) {
            worker.health = 503;
            List<Finding> findings = probe(worker, FakeWorker.KEY, SSLContext.getDefault(), PATIENCE);
            assertEquals(Result.FAIL, result(findings, "health"));
        }
    }

    @Test
    void run_nobodyListensForDatagrams_saysSo() throws Exception {
        // a port that nobody else can take: bound, and for one peer alone
        try (DatagramChannel other = DatagramChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
                FakeWorker worker = new FakeWorker(null)) {
            String closed = "127.0.0.1:" + other.socket().getLocalPort();
            Targets targets = new Targets(
                    List.of(URI.create(worker.endpoint())),
                    List.of(HostAndPort.of(closed)),
                    Map.of(),
                    Map.of(),
                    List.of());
            List<Finding> findings = run(
                    new Asked(targets, false, FakeWorker.KEY, new NameServer(""), limits(SHORT)),
                    SSLContext.getDefault());
            assertEquals(Result.FAIL, result(findings, "datagram v4"));
            assertTrue(detail(findings, "datagram v4").contains("the port is closed"));
        }
    }

    @Test
    void run_datagramLostOnItsWay_fails() throws Exception {
        try (FakeWorker worker = new FakeWorker(null);
                FakeWorker other = new FakeWorker(null)) {
            Targets targets = new Targets(
                    List.of(URI.create(worker.endpoint())),
                    List.of(HostAndPort.of(other.udpEndpoint())),
                    Map.of(),
                    Map.of(),
                    List.of());
            List<Finding> findings = run(
                    new Asked(targets, false, FakeWorker.KEY, new NameServer(""), limits(SHORT)),
                    SSLContext.getDefault());
            assertEquals(Result.FAIL, result(findings, "datagram v4"));
            assertTrue(detail(findings, "datagram v4").contains("not counted at the worker within 1 s"));
        }
    }

    @Test
    void run_severalInstances_comparesEachWithItself() throws Exception {
        try (FakeWorker worker = new FakeWorker(null);
                FakeWorker other = new FakeWorker(null)) {
            worker.otherInstanceCounted = 1_000L;
            List<Finding> arrived = probe(worker, FakeWorker.KEY, SSLContext.getDefault(), PATIENCE);
            assertEquals(Result.PASS, result(arrived, "datagram v4"));
            Targets lost = new Targets(
                    List.of(URI.create(worker.endpoint())),
                    List.of(HostAndPort.of(other.udpEndpoint())),
                    Map.of(),
                    Map.of(),
                    List.of());
            List<Finding> findings = run(
                    new Asked(lost, false, FakeWorker.KEY, new NameServer(""), limits(SHORT)), SSLContext.getDefault());
            assertEquals(Result.FAIL, result(findings, "datagram v4"));
        }
    }

    @Test
    void run_firstDatagramLost_isSentAgain() throws Exception {
        try (FakeWorker worker = new FakeWorker(null)) {
            worker.loses = 1;
            List<Finding> findings = probe(worker, FakeWorker.KEY, SSLContext.getDefault(), PATIENCE);
            assertEquals(Result.PASS, result(findings, "datagram v4"));
        }
    }

    @Test
    void run_workerWithoutTheCounter_warns() throws Exception {
        try (FakeWorker worker = new FakeWorker(null)) {
            worker.countsProbes = false;
            List<Finding> findings = probe(worker, FakeWorker.KEY, SSLContext.getDefault(), SHORT);
            assertEquals(Result.WARN, result(findings, "datagram v4"));
        }
    }

    @Test
    void run_certificateAboutToEnd_warns() throws Exception {
        SSLContext tls = TestCertificate.of(folder, 5, "localhost").context();
        try (FakeWorker worker = new FakeWorker(tls)) {
            assertEquals(Result.WARN, result(probe(worker, "", tls, SHORT), "TLS"));
        }
    }

    @Test
    void run_certificateOfAnotherNameOrUntrusted_fails() throws Exception {
        SSLContext other = TestCertificate.of(folder, 90, "other.example").context();
        try (FakeWorker worker = new FakeWorker(other)) {
            assertEquals(Result.FAIL, result(probe(worker, "", other, SHORT), "TLS"));
            assertEquals(Result.FAIL, result(probe(worker, "", SSLContext.getDefault(), SHORT), "TLS"));
        }
    }

    @Test
    void run_namesAndDelegation_areAskedOfTheNameServer() throws Exception {
        Map<String, List<String>> records = Map.of(
                "telemetry.good.example. A", List.of("192.0.2.1"),
                "telemetry.good.example. AAAA", List.of("2001:db8::1"),
                "telemetry.four.example. A", List.of("192.0.2.2"),
                "good.example. NS", List.of("ns2.cloud.example.", "NS1.cloud.example."),
                "moved.example. NS", List.of("ns1.other.example."));
        List<String> wanted = List.of("ns1.cloud.example.", "ns2.cloud.example.");
        try (FakeNameServer dns = new FakeNameServer(records)) {
            NameChecks checks = new NameChecks(new Names(dns.address()));
            assertEquals(
                    List.of("DNS A pass", "DNS AAAA pass"), words(checks.addresses("t", "telemetry.good.example")));
            assertEquals(
                    List.of("DNS A pass", "DNS AAAA warn"), words(checks.addresses("t", "telemetry.four.example")));
            assertEquals(
                    List.of("DNS A fail", "DNS AAAA warn"), words(checks.addresses("t", "telemetry.none.example")));
            assertEquals(
                    Finding.pass("good.example", "delegation", "ns1.cloud.example ns2.cloud.example"),
                    checks.delegation("good.example", wanted));
            Finding moved = checks.delegation("moved.example", wanted);
            assertEquals(Result.FAIL, moved.result());
            assertEquals(
                    "it has ns1.other.example; set these NS records where the domain above it is served:"
                            + " ns1.cloud.example ns2.cloud.example",
                    moved.detail());
            assertTrue(checks.delegation("new.example", wanted).detail().startsWith("it has none yet"));
        }
    }

    @Test
    void run_stackOutputs_probeEveryDomainAndDelegation() throws Exception {
        try (FakeWorker worker = new FakeWorker(null);
                FakeNameServer dns = new FakeNameServer(Map.of("a.example. NS", List.of("ns.example.")))) {
            String outputs = """
                    {"telemetry_https_endpoints":{"a.example":"%s","b.example":"%s"},"telemetry_udp_endpoints":["%s"],
                     "telemetry_name_servers":{"a.example":["ns.example."]},"telemetry_udp_ipv4":"192.0.2.9"}""".formatted(worker.endpoint(), worker.endpoint(), worker.udpEndpoint());
            ProbeCommand command =
                    new ProbeCommand(Map.of(), new ByteArrayInputStream(outputs.getBytes(StandardCharsets.UTF_8)));
            Program.ofOne(command).parseArgs("probe", "--resolver", dns.address(), "--json", "--key-file", key());
            Asked options = command.asked();
            List<Finding> findings = run(options, SSLContext.getDefault());
            assertEquals(14 - 1, findings.size(), findings.toString());
            assertEquals("a.example", findings.get(0).target());
            assertTrue(Report.good(findings), Report.table(findings));
            assertTrue(Report.json(findings).startsWith("{"), Report.json(findings));
            assertFalse(Report.json(findings).contains(FakeWorker.KEY));
        }
    }

    private String key() throws Exception {
        return Files.writeString(folder.resolve("key"), FakeWorker.KEY + "\n").toString();
    }

    private static List<Finding> probe(FakeWorker worker, String key, SSLContext tls, Duration patience)
            throws InterruptedException {
        Targets targets = new Targets(
                List.of(URI.create(worker.endpoint())),
                List.of(HostAndPort.of(worker.udpEndpoint())),
                Map.of(),
                Map.of(),
                List.of());
        return run(new Asked(targets, false, key, new NameServer(""), limits(patience)), tls);
    }

    /** With time enough for a busy machine where nothing is meant to be slow. */
    private static Limits limits(Duration datagram) {
        return new Limits(Duration.ofSeconds(60), datagram, Duration.ofMinutes(5));
    }

    private static List<Finding> run(Asked options, SSLContext tls) throws InterruptedException {
        List<Finding> told = new ArrayList<>();
        List<Finding> findings = new Probe(options, tls, told::add).run();
        assertEquals(findings, told);
        return findings;
    }

    private static List<String> words(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.check() + " " + finding.result().word())
                .collect(Collectors.toList());
    }

    private static Result result(List<Finding> findings, String check) {
        return one(findings, check).result();
    }

    private static String detail(List<Finding> findings, String check) {
        return one(findings, check).detail();
    }

    private static Finding one(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }
}
