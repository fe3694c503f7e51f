package com.runmat.telemetry.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the page's event stream as a browser does, from its beginning until it is closed. */
final class ShownEvents implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<Long, JsonNode> latest = new ConcurrentHashMap<>();
    private final Queue<String> besides = new ConcurrentLinkedQueue<>();
    private final Stream<String> lines;

    ShownEvents(HttpClient http, URI page) throws Exception {
        lines = http.send(HttpRequest.newBuilder(page.resolve("/api/stream")).build(), BodyHandlers.ofLines())
                .body();
        Thread.ofVirtual()
                .start(() -> lines.filter(line -> line.startsWith("data: "))
                        .map(line -> JSON.readTree(line.substring("data: ".length())))
                        .forEach(this::take));
    }

    private void take(JsonNode data) {
        if (!data.isArray()) {
            besides.add(data.toString());
        }
        for (JsonNode event : data.isArray() ? data : JSON.createArrayNode()) {
            latest.put(event.path("id").asLong(), event);
            besides.add(withoutWhatWasSent(event.deepCopy()));
        }
    }

    /** The page shows what was sent: the event's text, and the names of its members that were left out. */
    private static String withoutWhatWasSent(JsonNode event) {
        event.path("omissions").forEach(omission -> ((ObjectNode) omission).remove("name"));
        return ((ObjectNode) event).without("text").toString();
    }

    /** Each event as it was shown last. */
    Collection<JsonNode> latest() {
        return latest.values();
    }

    /** All that the stream has ever held, but for the events as they were sent. */
    String besidesWhatWasSent() {
        return String.join("\n", besides);
    }

    @Override
    public void close() {
        lines.close();
    }
}
