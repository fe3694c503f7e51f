package com.runmat.telemetry.plan.report;

import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.runmat.telemetry.plan.SampleStack;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final JsonObject JSON =
            JsonParser.parseString(JsonReport.text(SampleStack.plan())).getAsJsonObject();

    private static JsonObject resource(int position) {
        return JSON.getAsJsonArray("resources").get(position).getAsJsonObject();
    }

    @Test
    void text_resource_hasTypeNamePropertiesAndOptions() {
        var secret = resource(5);

        assertEquals("gcp:secretmanager/secret:Secret", secret.get("type").getAsString());
        assertEquals("the-key", secret.get("name").getAsString());
        assertEquals(
                "{\"replication\":{\"auto\":{}},\"secretId\":\"the-key\"}",
                secret.get("properties").toString());
        var options = secret.getAsJsonObject("options");
        assertTrue(options.get("protect").getAsBoolean());
        assertEquals("7.0.0", options.get("version").getAsString());
        assertEquals(
                "urn:pulumi:test::sample::sample:index:Vault::vault",
                options.get("parent").getAsString());
        assertEquals(
                "[\"urn:pulumi:test::sample::sample:index:Door$gcp:compute/network:Network::net\"]",
                options.get("dependsOn").toString());
    }

    @Test
    void text_values_keepTheirKinds() {
        assertEquals(
                "{\"autoCreateSubnetworks\":false}",
                resource(2).get("properties").toString());
        assertEquals(
                "\"[unknown]\"",
                resource(3).getAsJsonObject("properties").get("network").toString());
    }

    @Test
    void text_secrets_areOnlyMarked() {
        assertSilent(SampleStack.KEY, JsonReport.text(SampleStack.plan()));
        assertEquals(
                "[secret]",
                resource(6).getAsJsonObject("properties").get("secretData").getAsString());
    }

    @Test
    void text_warnings_areAList() {
        assertEquals("[\"one door only\"]", JSON.getAsJsonArray("warnings").toString());
    }

    @Test
    void text_countsAndCost_areThere() {
        assertEquals(1, JSON.getAsJsonObject("counts").get("Firewall").getAsInt());
        assertEquals(0.06, JSON.getAsJsonObject("cost").get("monthly").getAsDouble(), 1e-9);
    }
}
