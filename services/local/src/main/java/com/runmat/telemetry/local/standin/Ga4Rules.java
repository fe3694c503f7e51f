package com.runmat.telemetry.local.standin;

import com.runmat.telemetry.local.http.Answer;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * GA4's Measurement Protocol. Like the real one it answers 204 to whatever was sent to {@code /mp/collect}; what Google would
 * throw away stands in the events' problems, and in the answer of {@code /debug/mp/collect}.
 *
 * @param measurementId the data stream's
 * @param apiSecret the data stream's
 * @param clock tells what is too late or too early
 */
public record Ga4Rules(String measurementId, String apiSecret, Clock clock) implements Rules {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_BYTES = 130_000;
    private static final int MAX_EVENTS = 25;

    @Override
    public BackEnd backEnd() {
        return BackEnd.GA4;
    }

    @Override
    public int maxBytes() {
        return 1024 * 1024;
    }

    @Override
    public Verdict judge(Request request) {
        String path = request.target().getPath();
        if (!path.equals("/mp/collect") && !path.equals("/debug/mp/collect")) {
            return Verdict.refusal(404, "no such path");
        }
        if (!request.method().equals("POST")) {
            return Verdict.refusal(405, "only POST");
        }
        List<Departure> events = events(request);
        return path.startsWith("/debug")
                ? new Verdict(messages(events), List.of())
                : new Verdict(Answer.empty(204), events);
    }

    private List<Departure> events(Request request) {
        JsonNode body = parse(request.body());
        String whole = requestProblem(request, body);
        String client = body.path("client_id").stringValue("");
        List<Departure> events = new ArrayList<>();
        for (JsonNode event : body.path("events")) {
            String problem = whole.isEmpty() ? Ga4Event.problem(event, clock.millis()) : whole;
            events.add(new Departure(BackEnd.GA4, client, event, problem));
        }
        if (events.isEmpty()) {
            events.add(new Departure(BackEnd.GA4, client, body, whole.isEmpty() ? "events: missing or empty" : whole));
        }
        return events;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            return JSON.missingNode();
        }
    }

    private String requestProblem(Request request, JsonNode body) {
        if (!body.isObject()) {
            return "the body is not a JSON object";
        }
        if (request.body().length >= MAX_BYTES) {
            return "the body is not below 130 kB";
        }
        if (body.path("events").size() > MAX_EVENTS) {
            return "events: more than " + MAX_EVENTS;
        }
        if (body.path("client_id").stringValue("").isBlank()) {
            return "client_id: missing";
        }
        String members = Ga4Envelope.problem(body, clock.millis());
        return members.isEmpty() ? credentialsProblem(request.target()) : members;
    }

    /** The debug endpoint does not look at these; a stream that gets wrong ones counts nothing. */
    private String credentialsProblem(URI target) {
        List<String> query = Arrays.asList(String.valueOf(target.getQuery()).split("&", -1));
        if (target.getPath().startsWith("/debug")) {
            return "";
        }
        if (!query.contains("measurement_id=" + measurementId)) {
            return "measurement_id: missing or not this stream's";
        }
        return query.contains("api_secret=" + apiSecret) ? "" : "api_secret: missing or not this stream's";
    }

    private static Answer messages(List<Departure> events) {
        ArrayNode messages = JSON.createArrayNode();
        events.stream()
                .filter(event -> !event.counted())
                .forEach(event -> messages.addObject().put("description", event.problem()));
        return Answer.json(
                200, JSON.createObjectNode().set("validationMessages", messages).toString());
    }
}
