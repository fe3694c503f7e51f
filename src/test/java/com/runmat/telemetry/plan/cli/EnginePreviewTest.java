package com.runmat.telemetry.plan.cli;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.runmat.telemetry.plan.untrusted.Refused;
import com.runmat.telemetry.plan.untrusted.UntrustedJson;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnginePreviewTest {
    private static final String RECORD =
            "urn:pulumi:prod::telemetry::telemetry:dns:Records$gcp:dns/recordSet:RecordSet::a";
    private static final String ZONE =
            "urn:pulumi:prod::telemetry::telemetry:dns:Zones$gcp:dns/managedZone:ManagedZone::z";

    private static String step(String op, String urn, String rest) {
        return "{\"op\": \"%s\", \"urn\": \"%s\"%s}".formatted(op, urn, rest);
    }

    private static String updated(int ttl, String serial) {
        return step("update", RECORD, """
                , "detailedDiff": {"ttl": {"kind": "update", "inputDiff": true}},
                "oldState": {"modified": "%2$s"}, "newState": {"inputs": {"ttl": %1$d}, "outputs": {"x": "%2$s"}}
                """.formatted(ttl, serial));
    }

    private static EnginePreview preview(String... steps) {
        return of("{\"steps\": [%s], \"duration\": 12345, \"changeSummary\": {\"same\": 117, \"update\": 1}}"
                .formatted(String.join(",", steps)));
    }

    private static EnginePreview of(String json) {
        return EnginePreview.of(UntrustedJson.parse("preview.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void counts_someSteps_hasWhatChangesFirst() {
        var preview = preview(step("same", ZONE, ""), updated(60, "1"));

        assertEquals("1 update, 117 same", preview.counts());
        assertSays("| `RecordSet a` | `update` | `ttl` |  |\n", preview.table());
    }

    @Test
    void besides_whatThePlansDoNotHave_isMarked() {
        assertSays("| **no** |", preview(updated(60, "1")).besides(Set.of()));
        assertSays("| yes |", preview(updated(60, "1")).besides(Set.of(RECORD)));
    }

    @Test
    void hash_sameStepsInAnotherOrderAtAnotherTime_isTheSame() {
        var one = preview(updated(60, "1"), step("create", ZONE, ", \"newState\": {\"inputs\": {}}"));
        var other = preview(step("create", ZONE, ", \"newState\": {\"inputs\": {}}"), updated(60, "2"));

        assertEquals(one.hash(), other.hash());
    }

    @Test
    void hash_anotherValueOrStep_isAnother() {
        var hash = preview(updated(60, "1")).hash();

        assertNotEquals(hash, preview(updated(61, "1")).hash());
        assertNotEquals(
                hash, preview(updated(60, "1"), step("delete", ZONE, "")).hash());
        assertEquals(hash, preview(updated(60, "1"), step("same", ZONE, "")).hash());
    }

    @Test
    void of_previewThatFailed_isRefused() {
        var failure = assertThrows(
                Refused.class,
                () -> of("{\"changeSummary\": {}, \"diagnostics\": [{\"severity\": \"error\", \"message\": \"no\"}]}"));

        assertSays("is of a preview that failed", failure);
    }

    @Test
    void of_somethingElse_isRefused() {
        assertSays("has no field changeSummary", assertThrows(Refused.class, () -> of("{}")));
        assertThrows(Refused.class, () -> preview("{\"op\": 1}"));
        assertThrows(Refused.class, () -> of("{\"changeSummary\": {\"same\": \"<b>\"}}"));
    }
}
