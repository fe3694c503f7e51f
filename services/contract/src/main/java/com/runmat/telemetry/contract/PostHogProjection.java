package com.runmat.telemetry.contract;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes an event as one element of PostHog's {@code batch}. Stateless. */
public final class PostHogProjection {
    /** What names this sender in PostHog's {@code $lib}. */
    public static final String LIB = "runmat-telemetry";

    /** {@code Instant.toString} leaves out zero milliseconds, and a repeated event must repeat its timestamp to the letter. */
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private PostHogProjection() {}

    /** The JSON object as UTF-8; the same event gives the same bytes, whenever it is written. */
    public static byte[] write(Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("event", event.name());
            json.writeStringProperty("distinct_id", event.distinctId());
            json.writeStringProperty("uuid", event.uuid().toString());
            json.writeStringProperty("timestamp", MILLIS.format(Instant.ofEpochMilli(event.atMillis())));
            json.writeObjectPropertyStart("properties");
            writeProperties(json, event);
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** How a batch's body begins; elements with commas between them follow, and {@code ]}} ends it. */
    public static byte[] batchHead(String apiKey) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("api_key", apiKey);
            json.writeArrayPropertyStart("batch");
            json.flush();
            return bytes.toByteArray();
        }
    }

    private static void writeProperties(JsonGenerator json, Event event) {
        for (Field field : Field.ALL) {
            String property = field.posthog();
            Object value = property == null ? null : event.value(field);
            if (property != null && value != null) {
                ValueWriter.write(json, property, value);
            }
        }
        writeAnonymity(json);
    }

    /** PostHog fills an empty {@code $ip} with the sender's address, so a placeholder stands there. */
    private static void writeAnonymity(JsonGenerator json) {
        json.writeBooleanProperty("$process_person_profile", false);
        json.writeBooleanProperty("$geoip_disable", true);
        json.writeStringProperty("$ip", "0.0.0.0");
        json.writeStringProperty("$lib", LIB);
    }
}
