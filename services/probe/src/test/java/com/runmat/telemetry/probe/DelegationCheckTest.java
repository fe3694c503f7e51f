package com.runmat.telemetry.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.commandline.Program;
import com.runmat.telemetry.probe.Finding.Result;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelegationCheckTest {
    private static final String DOMAIN = "t.example.com";
    private static final String OURS = "2371 8 2 " + "ab".repeat(32);
    private static final String ANOTHERS = "99 8 2 " + "cd".repeat(32);
    private static final List<String> SERVERS = List.of("ns2.google.example.", "ns1.google.example.");

    /** What the parent has, and what is to be done next: name servers, then the key; an old key goes before all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none   | none     | FAIL it has none yet; next: set these NS records               | SKIP it has none, which is right until
            others | none     | FAIL it has ns.other.example; next: set these NS records       | SKIP it has none, which is right until
            ours   | none     | PASS ns1.google.example ns2.google.example                     | FAIL it has none yet; next: set this DS record
            ours   | ours     | PASS ns1.google.example                                        | PASS 2371 8 2 abab
            ours   | anothers | PASS ns1.google.example                                        | FAIL it names another key, so whoever validates
            broken | anothers | FAIL the name server cannot find out (SERVFAIL); after the DS record is gone: set | FAIL it names another key
            others | anothers | FAIL it has ns.other.example; after the DS record is gone: set | FAIL it names another key, so whoever validates finds no name of the domain; next: remove it where the domain above is served, and wait 60 s: 99 8 2 cdcd
            others | ours     | FAIL it has ns.other.example, though the key above is right; next: set | PASS 2371
            """)
    void check_anyState_tellsTheNextStep(String servers, String keys, String delegation, String signature)
            throws Exception {
        Map<String, List<String>> records = new TreeMap<>();
        switch (servers) {
            case "ours" -> records.put(DOMAIN + ". NS", SERVERS);
            case "others" -> records.put(DOMAIN + ". NS", List.of("ns.other.example."));
            case "broken" -> records.put(DOMAIN + ". NS", List.of(FakeNameServer.BROKEN));
            default -> records.put("example.com. NS", List.of("ns.parent.example."));
        }
        if (!keys.equals("none")) {
            records.put(DOMAIN + ". DS", List.of(keys.equals("ours") ? OURS : ANOTHERS));
        }
        try (FakeNameServer dns = new FakeNameServer(records)) {
            List<Finding> findings = new DelegationCheck(new NameServer(dns.address()))
                    .check(DOMAIN, SERVERS, List.of(OURS.toUpperCase(java.util.Locale.ROOT)));
            assertEquals(2, findings.size());
            assertSays(delegation, findings.get(0));
            assertSays(signature, findings.get(1));
        }
    }

    private static void assertSays(String expected, Finding finding) {
        String said = finding.result() + " " + finding.detail();
        assertTrue(said.startsWith(expected), said);
    }

    @Test
    void ownership_recordOfTheBaseDomain_isSeen() throws Exception {
        try (FakeNameServer dns = new FakeNameServer(
                Map.of("example.com. TXT", List.of("v=spf1 -all", "google-site-verification=abc")))) {
            OwnershipCheck check = new OwnershipCheck(new NameServer(dns.address()));
            assertEquals(Result.PASS, check.check(DOMAIN, true).result());
            assertEquals(Result.WARN, check.check("t.example.org", true).result());
            assertEquals(Result.SKIP, check.check("t.example.org", false).result());
        }
    }

    @Test
    void probeDelegation_outputs_looksAtNothingElse() throws Exception {
        String outputs = """
                {"telemetry_https_endpoints":{"t.example.com":"https://t.example.com/ingest"},
                 "telemetry_name_servers":{"t.example.com":["ns1.google.example.","ns2.google.example."]},
                 "telemetry_ds_records":{"t.example.com":["%s"]}}""".formatted(OURS);
        try (FakeNameServer dns =
                new FakeNameServer(Map.of(DOMAIN + ". NS", SERVERS, DOMAIN + ". DS", List.of(OURS)))) {
            StringWriter out = new StringWriter();
            int exitCode = Program.ofOne(new ProbeCommand(
                            Map.of(), new ByteArrayInputStream(outputs.getBytes(StandardCharsets.UTF_8))))
                    .setOut(new PrintWriter(out))
                    .execute("probe", "--delegation", "--resolver", dns.address());
            assertEquals(0, exitCode, out::toString);
            assertTrue(out.toString().endsWith("2 pass, 0 warn, 0 fail, 1 skip\n"), out.toString());
        }
    }

    @Test
    void probeDelegation_noOutputs_isWrongUsage() {
        StringWriter err = new StringWriter();
        int exitCode = Program.ofOne(new ProbeCommand(Map.of(), new ByteArrayInputStream(new byte[0])))
                .setErr(new PrintWriter(err))
                .execute("probe", "--delegation", "--https", "https://t.example.com/ingest");
        assertEquals(2, exitCode);
        assertTrue(err.toString().contains("--delegation needs the stack's outputs"), err.toString());
    }
}
