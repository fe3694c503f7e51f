package com.runmat.telemetry.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final String COM = "telemetry.runmat.com";
    private static final String ORG = "telemetry.runmat.org";

    private static final List<InetAddress> MAPPED =
            addresses("192.0.2.1", "192.0.2.2", "2001:db8:15::1", "2001:db8:15::2");
    private static final List<InetAddress> BALANCED = addresses("198.51.100.1", "2001:db8:e::1");

    /** A test of the program holds its outputs to the same file. */
    @Test
    void ofOutputs_ofTheProgram_findsEveryEndpointAndNameServer() throws IOException {
        Targets targets = Targets.ofOutputs(Files.readString(Path.of("src/test/resources/stack-outputs.json")));
        assertEquals(
                List.of(URI.create("https://" + COM + "/ingest"), URI.create("https://" + ORG + "/ingest")),
                targets.https());
        assertEquals(List.of(new HostAndPort("udp." + COM, 7846), new HostAndPort("udp." + ORG, 7846)), targets.udp());
        assertEquals(Map.of(COM, nameServers(COM), ORG, nameServers(ORG)), targets.nameServers());
    }

    /** In the stack's order; the port is the one that clients are told. */
    @Test
    void ofOutputs_ofTheProgram_findsEachEdgeOfEachDomain() throws Exception {
        Targets targets = Targets.ofOutputs(Files.readString(Path.of("src/test/resources/stack-outputs.json")));
        assertEquals(
                List.of(
                        new Edge("domain-mapping", true, COM, 443, MAPPED),
                        new Edge("domain-mapping", true, ORG, 443, MAPPED),
                        new Edge("load-balancer", false, COM, 443, BALANCED),
                        new Edge("load-balancer", false, ORG, 443, BALANCED)),
                targets.edges());
    }

    @Test
    void ofOutputs_edgeWithANameForAnAddress_isWrong() {
        String outputs = "{\"telemetry_edges\":[{\"edge\":\"x\",\"addresses\":{\"a.example\":[\"b.example\"]}}]}";
        var wrong = assertThrows(WrongArguments.class, () -> Targets.ofOutputs(outputs));
        assertEquals("an edge's address in the outputs is an IP address, not b.example", wrong.getMessage());
    }

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toList();
    }

    private static List<String> nameServers(String domain) {
        return List.of("ns1." + domain + ".example.", "ns2." + domain + ".example.");
    }
}
