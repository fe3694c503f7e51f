package com.runmat.telemetry.local.page;

import com.runmat.telemetry.local.http.Answer;
import com.runmat.telemetry.local.standin.Mode;
import com.runmat.telemetry.local.standin.StandIn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the page's buttons do. */
record Actions(Way way, List<Sample> samples, List<StandIn> standIns, HttpClient http) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the page needs to know once. */
    Answer setup() {
        ObjectNode setup = JSON.createObjectNode();
        setup.put("ingest", way.ingest().toString())
                .put("udpPort", way.udpPort())
                .put("key", way.key());
        way.lines()
                .forEach(lines -> setup.withArray("lines")
                        .addObject()
                        .put("name", lines.name())
                        .put("text", lines.text()));
        samples.forEach(sample -> setup.withArray("samples")
                .addObject()
                .put("title", sample.title())
                .put("text", sample.text())
                .put("expected", sample.expected()));
        for (Mode mode : Mode.values()) {
            setup.withArray("modes")
                    .addObject()
                    .put("name", mode.name().toLowerCase(Locale.ROOT))
                    .put("meaning", mode.meaning());
        }
        return Answer.json(200, setup.toString());
    }

    Answer post(String path, byte[] body) throws IOException, InterruptedException {
        try {
            JsonNode json = JSON.readTree(body);
            switch (path) {
                case "/api/send" -> send(json);
                case "/api/mode" -> behave(json);
                default -> {
                    return Answer.text(404, "no such path");
                }
            }
            return Answer.empty(204);
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException wrong) {
            return Answer.text(400, "the request cannot be understood");
        }
    }

    private void send(JsonNode json) throws IOException, InterruptedException {
        Sample sample = samples.get(json.path("sample").asInt(-1));
        String text = json.path("fresh").asBoolean(true) ? sample.fresh() : sample.text();
        switch (json.path("path").asString("")) {
            case "https" -> way.https(http, text);
            case "udp" -> way.udp(text);
            case "both" -> {
                way.udp(text);
                way.https(http, text);
            }
            default -> throw new IllegalArgumentException("no such path");
        }
    }

    private void behave(JsonNode json) {
        Mode mode = Mode.valueOf(json.path("mode").asString("").toUpperCase(Locale.ROOT));
        String name = json.path("backEnd").asString("");
        standIns.stream()
                .filter(standIn -> standIn.backEnd().name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such back end"))
                .behave(mode);
    }
}
