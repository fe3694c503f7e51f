package com.runmat.telemetry.sender;

import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Answers for a program to read. */
final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    static String of(Outcome outcome) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject().writeNumberProperty("events", outcome.events());
            copies(json, "https", outcome.https());
            copies(json, "udp", outcome.udp());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void copies(JsonGenerator json, String path, @Nullable Map<String, Integer> copies) {
        if (copies != null) {
            json.writeObjectPropertyStart(path);
            copies.forEach((name, count) -> json.writeNumberProperty(name.replace(' ', '_'), count));
            json.writeEndObject();
        }
    }

    /** An object of texts in the order in which they come. */
    static String of(boolean on, Map<String, String> texts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject().writeBooleanProperty("on", on);
            texts.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        return text.toString();
    }
}
