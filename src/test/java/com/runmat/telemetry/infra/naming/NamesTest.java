package com.runmat.telemetry.infra.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names of what stands: another one would be another resource. */
class NamesTest {
    private final Names names = new Names("example.com:runmat", "Prod.EU");

    @Test
    void names_areThoseOfWhatStands() {
        assertEquals("telemetry-telemetry-runmat-com", names.zone("telemetry.runmat.com"));
        assertEquals("telemetry-telemetry-runmat-com", names.certificate("telemetry.runmat.com"));
        assertEquals("telemetry-udp-", names.templatePrefix());
        assertEquals("telemetry-udp-ip", names.udp("ip"));
        assertEquals("telemetry-https-ip", names.https("ip"));
        assertEquals("telemetry", names.network());
        assertEquals("telemetry-udp", names.subnetwork());
        assertEquals("telemetry-ingestion-key", names.secret("ingestion-key"));
    }

    @Test
    void names_ofTheSeed_areThoseOfWhatStands() {
        assertEquals("example-com-runmat-pulumi-state", names.stateBucket());
        assertEquals(List.of("telemetry", "pulumi"), List.of(names.keyRing(), names.stateKey()));
        assertEquals(List.of("telemetry-deploy", "telemetry-preview"), List.of(names.deployer(), names.previewer()));
        assertEquals("github", names.gitHubPool());
    }

    @Test
    void names_ofPlaces_areWhereGoogleHasThem() {
        assertEquals("us-central1-ipv4", Names.regional("us-central1", "ipv4"));
        assertEquals("us-docker.pkg.dev/runmat", Names.registry("us", "runmat"));
        assertEquals("us-docker.pkg.dev/runmat/telemetry", Names.repository("us", "runmat"));
        assertEquals("udp.telemetry.runmat.com", Names.udpHost("telemetry.runmat.com"));
    }

    @Test
    void labels_holdTheStackAsLabelsMay() {
        assertEquals(Map.of("app", "telemetry", "managed-by", "pulumi", "stack", "prod-eu"), names.labels());
        assertEquals("app", names.labels().firstKey());
        assertEquals("x".repeat(63), new Names("p", "x".repeat(70)).labels().get("stack"));
    }
}
