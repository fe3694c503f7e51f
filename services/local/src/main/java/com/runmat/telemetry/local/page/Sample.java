package com.runmat.telemetry.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payload as real clients send it.
 *
 * @param title a few words for its button
 * @param text the JSON to the letter
 * @param expected the worker's word for why it refuses it, or an empty text
 */
record Sample(String title, String text, String expected) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What makes two payloads the same event. */
    private static final Set<String> IDS = Set.of("uuid", "session_id");

    /** Those that are accepted first. */
    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        lines("accepted.ndjson").forEach(line -> samples.add(new Sample(title(JSON.readTree(line)), line, "")));
        lines("rejected.ndjson").forEach(line -> samples.add(refused(line)));
        return List.copyOf(samples);
    }

    private static Sample refused(String line) {
        ObjectNode json = (ObjectNode) JSON.readTree(line);
        String expected = json.path("_expect").path("error").stringValue("");
        json.remove("_expect");
        return new Sample(title(json), json.toString(), expected);
    }

    private static String title(JsonNode json) {
        List<String> words = new ArrayList<>();
        words.add(json.path("event_label").asString("no event_label"));
        for (String field : List.of("run_kind", "os", "method")) {
            if (json.has(field)) {
                words.add(json.path(field).asString(""));
            }
        }
        return String.join(" · ", words);
    }

    /** The same payload as another event: ids that stand in it are replaced by new ones. */
    String fresh() {
        ObjectNode json = (ObjectNode) JSON.readTree(text);
        IDS.stream()
                .filter(id -> !json.path(id).asString("").isEmpty())
                .forEach(id -> json.put(id, UUID.randomUUID().toString()));
        return json.toString();
    }

    private static List<String> lines(String name) {
        try (InputStream in = Sample.class.getResourceAsStream("samples/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks samples/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
