package com.runmat.telemetry.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.kit.DrippingServer;
import com.runmat.telemetry.probe.Finding.Result;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** The probe ends, and says what it saw, whatever its targets do. */
class SickTargetsTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(60));

    /** Where an answer is meant to come, on a busy machine too. */
    private static final Limits PATIENT =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(80));

    /** Far above what the limits add up to, far below what these targets would take. */
    private static final Duration END = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String LARGE = "HTTP/1.1 200 OK\r\ncontent-length: 300000000\r\n\r\n";

    @Test
    void run_serverThatSaysNothing_everyCheckEndsAndFails() throws Exception {
        try (DrippingServer silent = new DrippingServer("", "", PAUSE)) {
            assertFails(probe("https", silent, LIMITS), "TLS", "health", "without key", "with key");
        }
    }

    /** The head of a TLS record of 16 kB, and the record byte by byte: no single read takes long. */
    @Test
    void run_tlsDrips_endsAtTheDeadline() throws Exception {
        try (DrippingServer dripping = new DrippingServer("\u0016\u0003\u0003?\u00ff", "\u0001", PAUSE)) {
            List<Finding> findings = probe("https", dripping, LIMITS);
            assertFails(findings, "TLS", "health", "without key", "with key");
            assertEquals("not done within 2.0 s", one(findings, "TLS").detail());
        }
    }

    @Test
    void run_bodyDrips_endsAtTheDeadline() throws Exception {
        try (DrippingServer dripping = new DrippingServer(LARGE, "x", PAUSE)) {
            assertFails(probe("http", dripping, LIMITS), "health", "without key", "with key");
        }
    }

    @Test
    void run_answerOf300Megabytes_isReadNoFurtherThanNeeded() throws Exception {
        try (DrippingServer large = new DrippingServer(LARGE, "x".repeat(65_536), Duration.ZERO)) {
            List<Finding> findings = probe("http", large, PATIENT);
            assertFails(findings, "health", "without key", "with key");
            assertTrue(
                    one(findings, "health").detail().contains("no answer (java.io.IOException"), findings.toString());
            assertTrue(large.dripped() < 100_000_000, "sent in all: " + large.dripped());
        }
    }

    @Test
    void run_nameServerThatHangs_endsAtTheDeadline() throws Exception {
        try (DatagramSocket hanging = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Targets targets =
                    new Targets(List.of(), List.of(), Map.of("a.example", List.of("ns.example.")), Map.of(), List.of());
            String resolver = "127.0.0.1:" + hanging.getLocalPort();
            List<Finding> findings = run(new Asked(targets, false, "", new NameServer(resolver), LIMITS));
            assertEquals(Finding.fail("a.example", "delegation", "not done within 2.0 s"), one(findings, "delegation"));
        }
    }

    @Test
    void run_timeForAllIsOver_leftChecksFailAndSayWhy() throws Exception {
        try (DrippingServer silent = new DrippingServer("", "", PAUSE)) {
            Limits shortest = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1));
            List<Finding> findings = probe("https", silent, shortest);
            assertEquals(5, findings.size(), findings.toString());
            assertEquals(
                    "not made: the probe's 1 s are over; --deadline gives more",
                    one(findings, "with key").detail());
            assertEquals(Result.FAIL, one(findings, "with key").result());
        }
    }

    @Test
    void finding_controlsOfATarget_areShownByNumber() {
        Finding finding =
                Finding.fail("t", "DNS NS", "it has \u001b[2Jns\u202e.example\u0007\r\n\u200b\u00e9 \ud83d\ude00");
        assertEquals(
                "it has <U+001B>[2Jns<U+202E>.example<U+0007><U+000D><U+000A><U+200B><U+00E9> <U+1F600>",
                finding.detail());
        assertTrue(Finding.fail("t", "c", "x".repeat(100_000)).detail().length() < 1_000);
    }

    @Test
    void report_nameServerSendsControls_tableAndJsonHaveNone() throws Exception {
        Map<String, List<String>> records = Map.of("a.example. NS", List.of("\u001b]0;owned\u0007.example."));
        try (FakeNameServer dns = new FakeNameServer(records)) {
            Targets targets =
                    new Targets(List.of(), List.of(), Map.of("a.example", List.of("ns.example.")), Map.of(), List.of());
            List<Finding> findings = run(new Asked(targets, false, "", new NameServer(dns.address()), PATIENT));
            assertTrue(one(findings, "delegation").detail().contains("owned"), findings.toString());
            assertTrue(Report.table(findings).matches("[ -~\n]*"), Report.table(findings));
            assertTrue(Report.json(findings).matches("[ -~\n]*"), Report.json(findings));
        }
    }

    private static List<Finding> probe(String scheme, DrippingServer server, Limits limits) {
        URI endpoint = URI.create(scheme + "://127.0.0.1:" + server.port() + "/ingest");
        Targets targets = new Targets(List.of(endpoint), List.of(), Map.of(), Map.of(), List.of());
        return run(new Asked(targets, false, "key", new NameServer(""), limits));
    }

    private static List<Finding> run(Asked options) {
        return assertTimeoutPreemptively(END, () -> new Probe(options, SSLContext.getDefault(), finding -> {}).run());
    }

    private static void assertFails(List<Finding> findings, String... checks) {
        for (String check : checks) {
            assertEquals(Result.FAIL, one(findings, check).result(), findings.toString());
        }
    }

    private static Finding one(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(findings.toString()));
    }
}
