package com.runmat.telemetry.contract;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** PostHog's bodies as Jackson writes them: what leaves has to be the same to the letter. */
final class JacksonProjections {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private JacksonProjections() {}

    static byte[] batch(String apiKey, List<Event> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("api_key", apiKey);
            json.writeArrayPropertyStart("batch");
            events.forEach(event -> write(json, event));
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    static JsonGenerator generator(ByteArrayOutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    private static void write(JsonGenerator json, Event event) {
        json.writeStartObject();
        json.writeStringProperty("event", event.name());
        json.writeStringProperty("distinct_id", event.distinctId());
        json.writeStringProperty("uuid", event.uuid().toString());
        json.writeStringProperty("timestamp", TIME.format(Instant.ofEpochMilli(event.atMillis())));
        json.writeObjectPropertyStart("properties");
        for (Field field : Field.values()) {
            Object value = event.value(field);
            if (field.posthog() != null && value != null) {
                json.writeName(field.posthog());
                value(json, value);
            }
        }
        json.writeBooleanProperty("$process_person_profile", false);
        json.writeBooleanProperty("$geoip_disable", true);
        json.writeStringProperty("$ip", "0.0.0.0");
        json.writeStringProperty("$lib", "runmat-telemetry");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Object value) {
        switch (value) {
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString((String) value);
        }
    }
}
