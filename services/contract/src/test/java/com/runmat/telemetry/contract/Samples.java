package com.runmat.telemetry.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Real client payloads, and the readings of texts that a test makes up. */
final class Samples {
    static final long NOW = 1_795_360_000_000L; // 2026-11-22, after every sample
    static final Arrival HTTPS = new Arrival(NOW, "https");

    private Samples() {}

    static List<String> accepted() {
        return lines("accepted");
    }

    static List<String> rejected() {
        return lines("rejected");
    }

    static Reading read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new EventReader(Omission.Observer.NONE).read(bytes, 0, bytes.length, HTTPS);
    }

    static Event event(String json) {
        return (Event) read(json);
    }

    /** A {@code runtime_finished} with these members in its payload. */
    static Event finished(String payload) {
        return event("{\"event_label\":\"runtime_finished\",\"session_id\":\"s\",\"run_kind\":\"script\",\"payload\":{"
                + payload + "}}");
    }

    private static List<String> lines(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/samples/" + name + ".ndjson")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
