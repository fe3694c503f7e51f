package com.runmat.telemetry.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes events for PostHog: as a request's body, or one as an element of its {@code batch}. An instance is not thread-safe, and keeps its buffer from batch to batch. */
public final class PostHogProjection {
    /** What names this sender in PostHog's {@code $lib}. */
    public static final String LIB = "runmat-telemetry";

    /** A stream is given the events in such pieces at least, so that it is called seldom and the buffer stays small. */
    private static final int PIECE_BYTES = 16 * 1024;

    private static final int EVENT_BYTES = 1024;

    private static final byte[] API_KEY = JsonBytes.utf8("{\"api_key\":");
    private static final byte[] BATCH = JsonBytes.utf8(",\"batch\":[");
    private static final byte[] BATCH_END = JsonBytes.utf8("]}");
    private static final byte[] COMMA = JsonBytes.utf8(",");
    private static final byte[] EVENT = JsonBytes.utf8("{\"event\":");
    private static final byte[] DISTINCT_ID = JsonBytes.utf8(",\"distinct_id\":");
    private static final byte[] UUID = JsonBytes.utf8(",\"uuid\":\"");
    private static final byte[] TIMESTAMP = JsonBytes.utf8("\",\"timestamp\":\"");
    private static final byte[] PROPERTIES = JsonBytes.utf8("\",\"properties\":");

    /** PostHog fills an empty {@code $ip} with the sender's address, so a placeholder stands there. */
    private static final byte[] ANONYMITY =
            JsonBytes.utf8(",\"$process_person_profile\":false,\"$geoip_disable\":true,\"$ip\":\"0.0.0.0\",\"$lib\":\""
                    + LIB + "\"}}");

    private static final Column[] COLUMNS = Column.of(Field::posthog, "true", "false");

    private final IsoTime time = new IsoTime();
    private final JsonBytes json;

    public PostHogProjection() {
        this(PIECE_BYTES + 4 * EVENT_BYTES);
    }

    private PostHogProjection(int room) {
        this.json = new JsonBytes(room);
    }

    /** The JSON object as UTF-8; the same event gives the same bytes, whenever it is written. */
    public static byte[] write(Event event) {
        PostHogProjection projection = new PostHogProjection(EVENT_BYTES);
        projection.event(event);
        return projection.json.copy();
    }

    /** Writes the body of a request with these events. */
    public void writeBatch(String apiKey, List<Event> events, OutputStream out) {
        json.clear();
        json.ready(API_KEY);
        json.text(apiKey);
        json.ready(BATCH);
        try {
            for (int i = 0; i < events.size(); i++) {
                if (i > 0) {
                    json.ready(COMMA);
                }
                event(events.get(i));
                if (json.length() >= PIECE_BYTES) {
                    json.writeTo(out);
                    json.clear();
                }
            }
            json.ready(BATCH_END);
            json.writeTo(out);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    private void event(Event event) {
        json.ready(EVENT);
        json.plainText(event.name());
        json.ready(DISTINCT_ID);
        json.plainText(event.distinctId());
        json.ready(UUID);
        json.uuid(event.uuid());
        json.ready(TIMESTAMP);
        json.ready(time.of(event.atMillis()));
        json.ready(PROPERTIES);
        int first = json.length();
        for (Column column : COLUMNS) {
            Object value = event.value(column.field());
            if (value != null) {
                column.write(json, value);
            }
        }
        json.ready(ANONYMITY);
        json.replace(first, '{');
    }
}
