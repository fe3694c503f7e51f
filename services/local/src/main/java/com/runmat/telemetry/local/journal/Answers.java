package com.runmat.telemetry.local.journal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds one event's outcome in the worker's answer to a request. */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Answers() {}

    /** A status, and the contract's word for what went wrong or an empty text. */
    record Outcome(int status, String error) {}

    static Outcome of(int index, int status, byte[] answer) {
        try {
            JsonNode json = JSON.readTree(answer);
            for (JsonNode result : json.path("results")) {
                if (result.path("index").asInt(-1) == index) {
                    return outcome(result.path("status").asInt(status), result);
                }
            }
            return outcome(status, json);
        } catch (JacksonException notJson) {
            return new Outcome(status, "");
        }
    }

    private static Outcome outcome(int status, JsonNode json) {
        return new Outcome(status, json.path("error").stringValue(""));
    }
}
