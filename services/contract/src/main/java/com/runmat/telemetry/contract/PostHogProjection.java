package com.runmat.telemetry.contract;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.SerializedString;

/** Writes events for PostHog: as a request's body, or one as an element of its {@code batch}. Thread-safe. */
public final class PostHogProjection {
    /** What names this sender in PostHog's {@code $lib}. */
    public static final String LIB = "runmat-telemetry";

    // spotless:off
    private static final SerializedString EVENT = new SerializedString("event");
    private static final SerializedString DISTINCT_ID = new SerializedString("distinct_id");
    private static final SerializedString UUID = new SerializedString("uuid");
    private static final SerializedString TIMESTAMP = new SerializedString("timestamp");
    private static final SerializedString PROPERTIES = new SerializedString("properties");
    private static final SerializedString PROCESS_PERSON_PROFILE = new SerializedString("$process_person_profile");
    private static final SerializedString GEOIP_DISABLE = new SerializedString("$geoip_disable");
    private static final SerializedString IP = new SerializedString("$ip");
    private static final SerializedString NO_IP = new SerializedString("0.0.0.0");
    private static final SerializedString LIB_NAME = new SerializedString("$lib");
    private static final SerializedString LIB_VALUE = new SerializedString(LIB);
    // spotless:on

    private static final Column[] COLUMNS = Column.of(Field::posthog);

    private final JsonGenerator json;
    private final IsoTime time = new IsoTime();

    private PostHogProjection(OutputStream out) {
        this.json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** The JSON object as UTF-8; the same event gives the same bytes, whenever it is written. */
    public static byte[] write(Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        PostHogProjection projection = new PostHogProjection(bytes);
        try (projection.json) {
            projection.event(event);
        }
        return bytes.toByteArray();
    }

    /** Writes the body of a request with these events, and closes the stream. */
    public static void writeBatch(String apiKey, List<Event> events, OutputStream out) {
        PostHogProjection projection = new PostHogProjection(out);
        try (JsonGenerator json = projection.json) {
            json.writeStartObject();
            json.writeStringProperty("api_key", apiKey);
            json.writeArrayPropertyStart("batch");
            events.forEach(projection::event);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void event(Event event) {
        json.writeStartObject();
        json.writeName(EVENT);
        json.writeString(event.name());
        json.writeName(DISTINCT_ID);
        json.writeString(event.distinctId());
        json.writeName(UUID);
        json.writeString(event.uuid().toString());
        json.writeName(TIMESTAMP);
        json.writeString(time.of(event.atMillis()), 0, IsoTime.LENGTH);
        json.writeName(PROPERTIES);
        json.writeStartObject();
        for (Column column : COLUMNS) {
            Object value = event.value(column.field());
            if (value != null) {
                column.write(json, value);
            }
        }
        anonymity();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** PostHog fills an empty {@code $ip} with the sender's address, so a placeholder stands there. */
    private void anonymity() {
        json.writeName(PROCESS_PERSON_PROFILE);
        json.writeBoolean(false);
        json.writeName(GEOIP_DISABLE);
        json.writeBoolean(true);
        json.writeName(IP);
        json.writeString(NO_IP);
        json.writeName(LIB_NAME);
        json.writeString(LIB_VALUE);
    }
}
