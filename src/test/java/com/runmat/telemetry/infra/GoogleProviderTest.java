package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.SecretValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GoogleProviderTest {
    @Test
    void of_passesOnTheStacksOwnSettings() {
        PlannedResource provider = provider(Map.of(
                "gcp:impersonateServiceAccount", "deployer@p.iam.gserviceaccount.com",
                "gcp:userProjectOverride", "true",
                "gcp:computeCustomEndpoint", "http://127.0.0.1:1/compute/v1/",
                "gcp:accessToken", "the-access-token"));
        assertEquals(Optional.of("deployer@p.iam.gserviceaccount.com"), provider.property("impersonateServiceAccount"));
        assertEquals(Optional.of("http://127.0.0.1:1/compute/v1/"), provider.property("computeCustomEndpoint"));
        assertEquals(Optional.of("true"), provider.property("userProjectOverride"));
        assertEquals(Optional.of(new SecretValue("the-access-token")), provider.property("accessToken"));
    }

    @Test
    void of_leavesTheRestToTheProvider() {
        PlannedResource provider = provider(Map.of());
        assertEquals(Optional.empty(), provider.property("impersonateServiceAccount"));
        assertEquals(Optional.of("us-central1"), provider.property("region"));
    }

    private static PlannedResource provider(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("gcp:project", "runmat-example");
        all.put("gcp:region", "us-central1");
        all.put("telemetry:ingestionKey", Stacks.INGESTION_KEY);
        return Stacks.plan(all).resource("Provider", "gcp");
    }
}
