package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A body with a secret in every place that the contract does not list, and in the wrong place of every field that it lists. */
class SecretsTest {
    private static final String SECRET = "S3CR3T";

    private static final String BODY = """
            {"event_label":"runtime_finished","session_id":"s","run_kind":"script","os":"linux%PADS3CR3T","S3CR3T":"S3CR3T",
             "source":"S3CR3T","status":"S3CR3T","summary":"S3CR3T","gpu_used":"S3CR3T","transport":"S3CR3T","method":"S3CR3T","platform":"S3CR3T",
             "uuid":"S3CR3T","arch":["S3CR3T"],"release":{"S3CR3T":"S3CR3T"},"properties":{"$ip":"S3CR3T"},"ip":"S3CR3T","distinct_id":"S3CR3T",
             "error_class":"S3CR3T","device_name":"S3CR3T","received_at_ms":"S3CR3T","nested":{"a":[{"b":"S3CR3T","S3CR3T":[["S3CR3T"]]}]},
             "payload":{"S3CR3T":1,"error":"MATLAB:UndefinedFunction: S3CR3T in /home/S3CR3T:S3CR3T x=S3CR3T:S3CR3T","duration_us":"S3CR3T",
              "success":"S3CR3T","source":"S3CR3T","file":"S3CR3T","argv":["S3CR3T"],"env":{"S3CR3T":"S3CR3T"},"gpu_ratio":"S3CR3T",
              "runtime.failure.stage":["S3CR3T"],"runtime.failure.message":"S3CR3T","runtime.failure.has_span":"S3CR3T","runtime":{"failure":{"stage":"S3CR3T"}},
              "counters":{"S3CR3T":5,"total_executions":"S3CR3T","jit_compiled":{"S3CR3T":"S3CR3T"}},
              "provider":{"S3CR3T":"S3CR3T","name":"S3CR3T","device":{"device_id":"S3CR3T","name":"%PADDS3CR3T","memory_bytes":"S3CR3T","vendor":{"name":"S3CR3T"}},
               "telemetry":{"S3CR3T":{"count":1},"matmul":{"count":"S3CR3T","S3CR3T":"S3CR3T","shape":["S3CR3T"]},"kernel_launches":[{"kernel":"S3CR3T"}],
                "solve_fallbacks":[{"reason":"S3CR3T"}],"upload_bytes":"S3CR3T"}}}}
            """.replace("%PADD", "x".repeat(100)).replace("%PAD", "x".repeat(64));

    @Test
    void projections_holdNoneOfIt() {
        Event event = Samples.event(BODY);
        assertAbsent(PostHogProjection.write(event));
        assertAbsent(Ga4Projection.write(event, Samples.NOW));
        assertEquals("runtime_finished", event.toString());
    }

    @Test
    void projections_keepTheRest() {
        String kept = new String(PostHogProjection.write(Samples.event(BODY)), StandardCharsets.UTF_8);
        assertTrue(kept.contains("\"error_class\":\"MATLAB:UndefinedFunction\""));
        assertFalse(kept.contains("linuxxxx"), "a text that is too long is left out, not cut");
    }

    private static void assertAbsent(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertFalse(text.contains(SECRET), text);
    }
}
