package com.runmat.telemetry.plan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.report.Effect.Kind;
import com.runmat.telemetry.plan.table.DataFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectTest {
    @ParameterizedTest
    @CsvSource({
        "gcp:compute/forwardingRule:ForwardingRule, ports[0], REPLACED",
        "gcp:compute/forwardingRule:ForwardingRule, labels.app, UPDATED",
        "gcp:compute/instanceTemplate:InstanceTemplate, metadata.user-data, REPLACED",
        "gcp:compute/instanceTemplate:InstanceTemplate, disks[0].sourceImage, REPLACED",
        "gcp:dns/recordSet:RecordSet, rrdatas[0], UPDATED",
        "gcp:dns/recordSet:RecordSet, routingPolicy.geos[1].location, UPDATED",
        "gcp:dns/managedZone:ManagedZone, dnsName, REPLACED",
        "gcp:logging/metric:Metric, metricDescriptor.labels[0].key, REPLACED",
        "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager, versions[0].instanceTemplate, UPDATED",
        "gcp:compute/firewall:Firewall, options.protect, NOTED",
        "telemetry:region:Region, name, NOTED",
        "gcp:pubsub/topic:Topic, name, UNKNOWN",
    })
    void of_change_isWhatTheProviderDoes(String type, String path, Kind kind) {
        assertEquals(kind, Effect.of(type, List.of(path)).kind());
    }

    /** The provider shows an update, and Google refuses it. */
    @Test
    void of_regionOfABackendService_isAReplacement() {
        var effect = Effect.of("gcp:compute/regionBackendService:RegionBackendService", List.of("region"));

        assertEquals(Kind.REPLACED, effect.kind());
        assertEquals(Optional.of("no datagrams meanwhile"), effect.notice());
    }

    @Test
    void of_newMachines_noneIsWarnedOf() {
        var effect = Effect.of("gcp:compute/instanceTemplate:InstanceTemplate", List.of("machineType"));

        assertTrue(effect.notice().isEmpty(), "a new template stands before the old one goes");
    }

    @Test
    void lasting_everythingThatServes_isTold() {
        var table = DataFile.read(Effect.class, "replacing.yaml");
        var serving = ((Map<?, ?>) Objects.requireNonNull(table.get("serving"))).keySet();

        assertEquals(serving, ((Map<?, ?>) Objects.requireNonNull(table.get("lasting"))).keySet());
    }
}
