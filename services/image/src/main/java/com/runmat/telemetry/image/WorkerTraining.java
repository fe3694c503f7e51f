package com.runmat.telemetry.image;

import java.io.IOException;
import java.util.Map;

/** The worker: events of each kind, alone and in batches, what is refused, and the pages. */
record WorkerTraining() implements Training {
    private static final String KEY = "training-key";
    private static final String ORIGIN = "https://runmat.com";

    @Override
    public Map<String, String> settings(StandIn standIn) {
        return Map.ofEntries(
                Map.entry("PORT", "0"),
                Map.entry("INGESTION_KEY", KEY),
                Map.entry("POSTHOG_API_KEY", "phc_training"),
                Map.entry("POSTHOG_HOST", standIn.https()),
                Map.entry("GA_MEASUREMENT_ID", "G-TRAINING1"),
                Map.entry("GA_API_SECRET", "training"),
                Map.entry("GA_HOST", standIn.https()),
                Map.entry("ALLOWED_ORIGINS", ORIGIN),
                // the machine may be busy, and nobody waits
                Map.entry("SINGLE_TIMEOUT", "30s"),
                Map.entry("BATCH_TIMEOUT", "30s"));
    }

    @Override
    public void drive(RunningService service, StandIn standIn) throws IOException, InterruptedException {
        try (var client = new TrainingClient(service.port("port"), "x-telemetry-key: " + KEY + "\r\n")) {
            for (int round = 0; round < ROUNDS; round++) {
                serve(client, round);
            }
        }
    }

    private static void serve(TrainingClient client, int round) throws IOException, InterruptedException {
        client.get("/health", 200);
        client.get("/metrics", 200);
        client.get("/elsewhere", 404);
        client.preflight("/ingest", ORIGIN);
        for (String event : EVENTS) {
            client.post(event.formatted("session-" + round), 200);
        }
        client.post("{\"event_label\":", 400);
        client.post("{\"event_label\":\"runtime_started\"}", 400);
        client.postWithoutKey(EVENTS.getFirst(), 401);
        var batch = String.join("\n", EVENTS).formatted("batch-" + round, "batch-" + round) + "\n{}\n";
        client.postBatch(batch);
        client.postZipped(batch.replace("batch-", "zipped-"));
    }
}
