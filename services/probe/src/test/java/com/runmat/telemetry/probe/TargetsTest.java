package com.runmat.telemetry.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final String COM = "telemetry.runmat.com";
    private static final String ORG = "telemetry.runmat.org";

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

    private static List<String> nameServers(String domain) {
        return List.of("ns1." + domain + ".example.", "ns2." + domain + ".example.");
    }
}
