package com.runmat.telemetry.local.standin;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What GA4 asks of the members around the events of a request. */
final class Ga4Envelope {
    private static final Set<String> MEMBERS = Set.of(
            "client_id",
            "user_id",
            "timestamp_micros",
            "user_properties",
            "user_data",
            "consent",
            "non_personalized_ads",
            "user_location",
            "ip_override",
            "device",
            "validation_behavior",
            "events");
    private static final Set<String> CONSENTS = Set.of("GRANTED", "DENIED");
    private static final int MAX_USER_PROPERTIES = 25;
    private static final int MAX_USER_PROPERTY_NAME = 24;
    private static final int MAX_USER_PROPERTY_VALUE = 36;

    /** How far back the moment of an event may lie. */
    private static final Duration OLDEST = Duration.ofDays(3);

    private Ga4Envelope() {}

    /** What is wrong, or an empty text. */
    static String problem(JsonNode body, long nowMillis) {
        for (String name : body.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                return name + ": no member of a request";
            }
        }
        for (Map.Entry<String, JsonNode> consent : body.path("consent").properties()) {
            if (!CONSENTS.contains(consent.getValue().stringValue(""))) {
                return "consent: neither GRANTED nor DENIED";
            }
        }
        String properties = userProperties(body.path("user_properties"));
        return properties.isEmpty() ? moment(body.path("timestamp_micros"), nowMillis) : properties;
    }

    private static String userProperties(JsonNode properties) {
        if (properties.size() > MAX_USER_PROPERTIES) {
            return "user_properties: more than " + MAX_USER_PROPERTIES;
        }
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String name = property.getKey();
            JsonNode value = property.getValue().path("value");
            if (name.length() > MAX_USER_PROPERTY_NAME || ReservedWords.userProperty(name)) {
                return "user_properties: the name " + name + " is too long or reserved";
            }
            if (value.asString("").length() > MAX_USER_PROPERTY_VALUE) {
                return "user_properties: the value of " + name + " is too long";
            }
        }
        return "";
    }

    /** What is wrong with a {@code timestamp_micros} of the request or of an event, or an empty text. */
    static String moment(JsonNode micros, long nowMillis) {
        if (micros.isMissingNode()) {
            return "";
        }
        if (!micros.isIntegralNumber()) {
            return "timestamp_micros: not a whole number";
        }
        long age = nowMillis - micros.longValue() / 1000;
        if (age < 0) {
            return "timestamp_micros: in the future";
        }
        return age > OLDEST.toMillis() ? "timestamp_micros: more than 72 h back" : "";
    }
}
