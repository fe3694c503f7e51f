package com.runmat.telemetry.local.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a service's counters as an operator would.
 *
 * @param service what the page calls it
 * @param url the service's Prometheus text
 * @param key the header {@code x-telemetry-key}, empty for none
 */
public record ServiceCounters(String service, URI url, String key) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The counters that have counted anything; none of them and {@code up} false when the service does not answer. */
    ObjectNode read(HttpClient http) throws InterruptedException {
        ObjectNode json = JSON.createObjectNode().put("service", service);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        if (!key.isEmpty()) {
            request.header("x-telemetry-key", key);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            json.put("up", answer.statusCode() == 200);
            json.set("counters", counters(answer.statusCode() == 200 ? answer.body() : ""));
        } catch (IOException notAnswering) {
            json.put("up", false).putArray("counters");
        }
        return json;
    }

    static ArrayNode counters(String page) {
        ArrayNode counters = JSON.createArrayNode();
        Map<String, String> meanings = new HashMap<>();
        page.lines().forEach(line -> {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ") && words.length == 4) {
                meanings.put(words[2], words[3]);
            } else if (!line.startsWith("#") && words.length == 2 && words[0].endsWith("_total")) {
                add(counters, words[0], words[1], meanings);
            }
        });
        return counters;
    }

    private static void add(ArrayNode counters, String name, String value, Map<String, String> meanings) {
        if (!value.equals("0")) {
            counters.addObject()
                    .put("name", name.substring(0, name.length() - "_total".length()))
                    .put("meaning", meanings.getOrDefault(name, ""))
                    .put("value", value);
        }
    }
}
