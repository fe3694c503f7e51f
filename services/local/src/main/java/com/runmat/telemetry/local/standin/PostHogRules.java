package com.runmat.telemetry.local.standin;

import com.runmat.telemetry.local.http.Answer;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * PostHog's capture as it answers {@code POST /batch/}: one event that it refuses refuses the whole request, so a sender
 * has to find the culprit itself.
 *
 * @param token the project's API key
 */
public record PostHogRules(String token) implements Rules {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> PATHS = Set.of("/batch", "/batch/");
    private static final int MAX_BYTES = 20 * 1024 * 1024;

    @Override
    public BackEnd backEnd() {
        return BackEnd.POSTHOG;
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public Verdict judge(Request request) {
        if (!PATHS.contains(request.target().getPath())) {
            return Verdict.refusal(404, "no such path");
        }
        if (!request.method().equals("POST")) {
            return Verdict.refusal(405, "only POST");
        }
        if (request.body().length > MAX_BYTES) {
            return Verdict.refusal(413, "the request is larger than 20 MB");
        }
        try {
            return batch(JSON.readTree(request.body()));
        } catch (JacksonException malformed) {
            return Verdict.refusal(400, "the body is not JSON");
        }
    }

    private Verdict batch(JsonNode body) {
        JsonNode batch = body.path("batch");
        if (!batch.isArray() || batch.isEmpty()) {
            return Verdict.refusal(400, "the batch is missing or empty");
        }
        if (!token.equals(body.path("api_key").stringValue(""))) {
            return Verdict.refusal(401, "the api_key is missing or not this project's");
        }
        List<Departure> events = new ArrayList<>();
        batch.forEach(event -> events.add(
                new Departure(BackEnd.POSTHOG, PostHogEvent.distinctId(event), event, PostHogEvent.problem(event))));
        return events.stream()
                .filter(event -> !event.counted())
                .findFirst()
                .map(culprit -> Verdict.refusedTogether(status(culprit.problem()), culprit.problem(), events))
                .orElseGet(() -> new Verdict(Answer.json(200, "{\"status\":1}"), events));
    }

    private static int status(String problem) {
        return problem.equals(PostHogEvent.TOO_LARGE) ? 413 : 400;
    }
}
