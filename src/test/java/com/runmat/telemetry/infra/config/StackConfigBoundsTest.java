package com.runmat.telemetry.infra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies just within the bounds, and what becomes of it. */
class StackConfigBoundsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "edgeRequestsPerMinute=10",
                "edgeRequestsPerMinute=10000",
                "workerMinInstances=10",
                "forwarderMinReplicas=6",
                "workerMemory=512Mi",
                "workerMemory=4Gi",
            })
    void read_atTheBound_isTaken(String setting) {
        String[] keyAndValue = setting.split("=", 2);
        StackConfigTest.read(StackConfigTest.with("telemetry:" + keyAndValue[0], keyAndValue[1]));
    }

    @ParameterizedTest
    @CsvSource({"2Gi, true", "16Gi, true", "2047Mi, false", "17Gi, false"})
    void read_memoryOfFourProcessors_isTakenWithinItsRange(String memory, boolean taken) {
        Map<String, String> settings =
                StackConfigTest.with("telemetry:workerCpu", "4", "telemetry:workerMemory", memory);
        if (taken) {
            assertEquals(memory, StackConfigTest.read(settings).worker().memory());
        } else {
            assertThrows(ConfigException.class, () -> StackConfigTest.read(settings));
        }
    }

    @Test
    void read_blankVariable_isNoProject() {
        Map<String, String> settings = Map.of("gcp:region", "us-central1", "telemetry:ingestionKey", "key");
        Map<String, String> environment = Map.of("GOOGLE_PROJECT", " ", "GOOGLE_CLOUD_PROJECT", "some-project");
        assertEquals(
                "some-project",
                new StackConfigReader(StackConfigTest.settings(settings, Set.of("telemetry:ingestionKey"), environment))
                        .read()
                        .project());
    }

    @Test
    void read_existingZones_areThoseOfTheDomains() {
        Map<String, String> zones = Map.of("telemetry.runmat.org", "runmat-org");
        assertEquals(
                zones,
                read("telemetry:existingZones", "{\"telemetry.runmat.org\":\"runmat-org\"}")
                        .existingZones());
        for (String wrong : List.of("{\"example.com\":\"zone\"}", "{\"telemetry.runmat.org\":\"No\"}")) {
            assertThrows(ConfigException.class, () -> read("telemetry:existingZones", wrong));
        }
    }

    @Test
    void read_drained_serveNoMoreAndStand() {
        StackConfig config = read(
                "telemetry:regions", "[\"us-east1\",\"us-west1\"]",
                "telemetry:drained", "[\"us-east1\",\"telemetry.runmat.com\",\"ipv6\"]",
                "telemetry:ipv6", "true");
        assertEquals(List.of("us-east1"), config.regions().drained());
        assertEquals(List.of("telemetry.runmat.com"), config.drainedDomains());
        assertEquals(List.of("telemetry.runmat.org"), config.servedDomains());
        assertEquals(Ipv6.DRAINED, config.ipv6());
        assertTrue(config.ipv6().stands());
    }

    @Test
    void read_ipv6_isAsItIsSet() {
        assertEquals(Ipv6.ON, read("telemetry:ipv6", "true").ipv6());
        assertTrue(Ipv6.ON.stands());
        assertEquals(Ipv6.OFF, read("telemetry:ipv6", "false").ipv6());
        assertFalse(Ipv6.OFF.stands());
    }

    @Test
    void edge_label_isItsNameAsConfigurationHasIt() {
        assertEquals("load-balancer", Edge.LOAD_BALANCER.label());
        assertEquals("domain-mapping", Edge.DOMAIN_MAPPING.label());
    }

    @Test
    void workersFor_beginWithTheNext() {
        var regions = new RegionSettings(List.of("a", "b", "c", "d"), List.of());
        assertEquals(List.of("b", "c", "d", "a"), regions.workersFor("b"));
    }

    private static StackConfig read(String... keysAndValues) {
        return StackConfigTest.read(StackConfigTest.with(keysAndValues));
    }
}
