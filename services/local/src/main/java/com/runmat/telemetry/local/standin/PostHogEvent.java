package com.runmat.telemetry.local.standin;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What PostHog asks of one event of a batch. */
final class PostHogEvent {
    static final String TOO_LARGE = "the event is larger than 1 MB";

    /** PostHog writes each event as one message of at most this size. */
    private static final int MAX_BYTES = 1_000_000;

    private static final int MAX_NAME = 200;

    /** Ids that many clients send by mistake: PostHog refuses them, as they would merge strangers into one person. */
    private static final Set<String> ILLEGAL_IDS = Set.of(
            "anonymous",
            "anonymous-user",
            "user",
            "system",
            "backend",
            "guest",
            "distinctid",
            "distinct_id",
            "id",
            "not_authenticated",
            "email",
            "undefined",
            "true",
            "false",
            "null",
            "none",
            "nil",
            "nan",
            "0",
            "[object object]",
            "00000000-0000-0000-0000-000000000000");

    private PostHogEvent() {}

    /** The distinct id at either place where PostHog looks for it. */
    static String distinctId(JsonNode event) {
        JsonNode outer = event.path("distinct_id");
        JsonNode id = outer.isMissingNode() ? event.path("properties").path("distinct_id") : outer;
        return id.isString() || id.isNumber() ? id.asString() : "";
    }

    /** Why the event is refused, or an empty text. */
    static String problem(JsonNode event) {
        if (!event.isObject()) {
            return "an event is not an object";
        }
        if (event.toString().length() > MAX_BYTES) {
            return TOO_LARGE;
        }
        String name = event.path("event").stringValue("");
        if (name.isBlank() || name.length() > MAX_NAME) {
            return "event: the name is missing or longer than " + MAX_NAME;
        }
        JsonNode properties = event.path("properties");
        if (!properties.isMissingNode() && !properties.isObject()) {
            return "properties: not an object";
        }
        String id = idProblem(distinctId(event));
        return id.isEmpty() ? momentProblem(event) : id;
    }

    private static String idProblem(String id) {
        if (id.isBlank() || id.length() > MAX_NAME) {
            return "distinct_id: missing or longer than " + MAX_NAME;
        }
        String bare =
                id.toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "").strip();
        return ILLEGAL_IDS.contains(bare) ? "distinct_id: one of the illegal ids" : "";
    }

    private static String momentProblem(JsonNode event) {
        JsonNode uuid = event.path("uuid");
        if (!uuid.isMissingNode() && !isUuid(uuid.stringValue(""))) {
            return "uuid: not a UUID";
        }
        JsonNode timestamp = event.path("timestamp");
        return timestamp.isMissingNode() || isTimestamp(timestamp.stringValue(""))
                ? ""
                : "timestamp: not an ISO 8601 date and time with its zone";
    }

    private static boolean isUuid(String text) {
        try {
            return text.length() == 36 && !UUID.fromString(text).equals(new UUID(0, 0));
        } catch (IllegalArgumentException notAUuid) {
            return false;
        }
    }

    private static boolean isTimestamp(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 1970;
        } catch (DateTimeException notATimestamp) {
            return false;
        }
    }
}
