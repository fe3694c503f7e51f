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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    /** As {@code telemetry_worker_refused_total{reason="overloaded"} 3}. */
    private static final Pattern COUNTER =
            Pattern.compile("telemetry_(?<name>\\w+)_total(\\{\\w+=\"(?<label>\\w+)\"})? (?<value>\\d+)");

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
            String page = answer.statusCode() == 200 ? answer.body() : "";
            json.put("up", answer.statusCode() == 200).put("idle", idle(page));
            json.set("counters", counters(page));
        } catch (IOException notAnswering) {
            json.put("up", false).putArray("counters");
        }
        return json;
    }

    /** Whether it says that it holds no event; one that holds none ever does not say so. */
    static boolean idle(String page) {
        return page.lines().anyMatch(line -> line.matches("\\w*waiting_events 0(\\.0)?"));
    }

    static ArrayNode counters(String page) {
        ArrayNode counters = JSON.createArrayNode();
        Map<String, String> meanings = new HashMap<>();
        page.lines().forEach(line -> {
            String[] words = line.split(" ", 4);
            Matcher counter = COUNTER.matcher(line);
            if (line.startsWith("# HELP ") && words.length == 4) {
                meanings.put(words[2], words[3]);
            } else if (counter.matches()) {
                add(counters, counter, meanings);
            }
        });
        return counters;
    }

    private static void add(ArrayNode counters, Matcher counter, Map<String, String> meanings) {
        String label = counter.group("label");
        if (!counter.group("value").equals("0")) {
            counters.addObject()
                    .put("name", counter.group("name") + (label == null ? "" : "_" + label))
                    .put("meaning", meanings.getOrDefault("telemetry_" + counter.group("name") + "_total", ""))
                    .put("value", counter.group("value"));
        }
    }
}
