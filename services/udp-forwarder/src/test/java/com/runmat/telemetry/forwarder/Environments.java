package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.ops.CommandLine.Exit;
import com.runmat.telemetry.ops.CommandLine.Start;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings for tests: free ports, short times, no source limit. */
final class Environments {
    private Environments() {}

    static Map<String, String> of(URI worker, String... namesAndValues) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "UDP_PORT", "0",
                "HEALTH_PORT", "0",
                "TELEMETRY_HTTP_ENDPOINT", worker.toString(),
                "TELEMETRY_INGESTION_KEY", "test-key",
                "FORWARDER_SOURCE_RATE", "0",
                "FORWARDER_LINGER", "5ms",
                "FORWARDER_DRAIN", "0ms",
                "FORWARDER_FLUSH", "6s",
                "FORWARDER_MAX_BACKOFF", "100ms",
                "FORWARDER_BATCH_EVENTS", "100"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }

    static ForwarderSettings settings(Map<String, String> environment) {
        return switch (ForwarderSettings.COMMAND_LINE.outcome(List.of(), environment)) {
            case Start<ForwarderSettings> start -> start.settings();
            case Exit<ForwarderSettings> exit -> throw new IllegalArgumentException(exit.text());
        };
    }
}
