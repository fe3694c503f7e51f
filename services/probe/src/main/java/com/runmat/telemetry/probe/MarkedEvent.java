package com.runmat.telemetry.probe;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The event that the probe sends: a real one, which its release tells apart in the analytics and in the worker's counters. */
final class MarkedEvent {
    private MarkedEvent() {}

    /** A new one at each call, so that no copy counts as seen before. */
    static byte[] fresh() {
        String json = """
                {"event_label":"runtime_started","uuid":"%s","cid":"runmat-probe","session_id":"%s","run_kind":"benchmark",\
                "os":"other","arch":"other","release":"probe",\
                "payload":{"jit_enabled":false,"accelerate_enabled":false,"timestamp_ms":%d}}""".formatted(UUID.randomUUID(), UUID.randomUUID(), System.currentTimeMillis());
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
