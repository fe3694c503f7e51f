package com.runmat.telemetry.local.standin;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What GA4 asks of one event. */
final class Ga4Event {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int MAX_PARAMETERS = 25;
    private static final int MAX_VALUE = 100;

    private Ga4Event() {}

    /** Why Google would throw the event away or cut it, or an empty text. */
    static String problem(JsonNode event, long nowMillis) {
        String name = event.path("name").stringValue("");
        if (!NAME.matcher(name).matches()) {
            return "name: not 1 to 40 letters, digits and _ with a letter first";
        }
        if (ReservedWords.event(name)) {
            return "name: " + name + " is reserved";
        }
        JsonNode parameters = event.path("params");
        if (parameters.size() > MAX_PARAMETERS) {
            return "params: more than " + MAX_PARAMETERS;
        }
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            String problem = parameterProblem(parameter.getKey(), parameter.getValue());
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        String session = sessionProblem(parameters);
        return session.isEmpty() ? Ga4Envelope.moment(event.path("timestamp_micros"), nowMillis) : session;
    }

    private static String parameterProblem(String name, JsonNode value) {
        if (!NAME.matcher(name).matches()) {
            return "params: the name " + name + " is not 1 to 40 letters, digits and _ with a letter first";
        }
        if (ReservedWords.parameter(name)) {
            return "params: the name " + name + " is reserved";
        }
        if (!value.isString() && !value.isNumber()) {
            return "params: " + name + " is neither text nor a number";
        }
        return value.isString() && value.stringValue().length() > MAX_VALUE
                ? "params: the value of " + name + " is longer than " + MAX_VALUE
                : "";
    }

    /** Without these two an event is in no session and in no realtime report. */
    private static String sessionProblem(JsonNode parameters) {
        if (!DIGITS.matcher(parameters.path("session_id").asString("")).matches()) {
            return "params: session_id is missing or not digits alone";
        }
        return parameters.path("engagement_time_msec").asLong(0) < 1
                ? "params: engagement_time_msec is missing or below 1"
                : "";
    }
}
