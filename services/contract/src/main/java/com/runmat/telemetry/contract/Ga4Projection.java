package com.runmat.telemetry.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes an event as one element of a Measurement Protocol request's {@code events}. Stateless.
 *
 * <p>Google answers 2xx to what it throws away, so every limit is kept here: names and values come from the table, whose
 * test holds them against the limits.
 */
public final class Ga4Projection {
    /** Events in one request at most. */
    public static final int MAX_EVENTS = 25;

    /** Bytes of one request's body at most. */
    public static final int MAX_BYTES = 130_000;

    private static final int MAX_TEXT = 100;

    /** Google takes events of the last 72 hours; an hour is left for the way and for clocks. */
    private static final long OLDEST_MILLIS = Duration.ofHours(71).toMillis();

    private static final Column[] COLUMNS = Column.of(Field::ga4);

    private Ga4Projection() {}

    /** The JSON object as UTF-8, to be sent at about this time (ms since the epoch). */
    public static byte[] write(Event event, long nowMillis) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("name", event.name());
            if (event.atMillis() <= nowMillis && event.atMillis() > nowMillis - OLDEST_MILLIS) {
                json.writeNumberProperty("timestamp_micros", event.atMillis() * 1000);
            }
            json.writeObjectPropertyStart("params");
            writeParameters(json, event);
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** How the body of a client's request begins; elements with commas between them follow, and {@code ]}} ends it. */
    public static byte[] requestHead(String clientId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("client_id", clientId);
            json.writeBooleanProperty("non_personalized_ads", true);
            json.writeObjectPropertyStart("consent");
            json.writeStringProperty("ad_user_data", "DENIED");
            json.writeStringProperty("ad_personalization", "DENIED");
            json.writeEndObject();
            json.writeArrayPropertyStart("events");
            json.flush();
            return bytes.toByteArray();
        }
    }

    private static void writeParameters(JsonGenerator json, Event event) {
        json.writeStringProperty("session_id", Long.toString(session(event)));
        json.writeNumberProperty("engagement_time_msec", engagement(event));
        for (Column column : COLUMNS) {
            Object value = event.value(column.field());
            if (value != null) {
                column.write(json, parameterValue(value));
            }
        }
    }

    /** A parameter is a number or a string of at most 100 characters: there are no booleans. */
    private static Object parameterValue(Object value) {
        if (value instanceof String text && text.length() > MAX_TEXT) {
            return text.substring(0, MAX_TEXT);
        }
        return value instanceof Boolean ? value.toString() : value;
    }

    private static long engagement(Event event) {
        return event.value(Field.DURATION_US) instanceof Long micros ? Math.max(1, micros / 1000) : 1;
    }

    /** Digits only, the same for all events of a run and never zero; an event without a session is one of its own. */
    private static long session(Event event) {
        Object session = event.value(Field.SESSION_ID);
        CRC32C hash = new CRC32C();
        hash.update((session == null ? event.uuid() : session).toString().getBytes(StandardCharsets.UTF_8));
        return 1_000_000_000L + hash.getValue();
    }
}
