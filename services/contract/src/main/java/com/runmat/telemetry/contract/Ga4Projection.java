package com.runmat.telemetry.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;

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

    /** Characters of a parameter. */
    private static final int MAX_TEXT = 100;

    /** Google takes events of the last 72 hours; an hour is left for the way and for clocks. */
    private static final long OLDEST_MILLIS = Duration.ofHours(71).toMillis();

    private static final int EVENT_BYTES = 1024;

    private static final byte[] NAME = JsonBytes.utf8("{\"name\":");
    private static final byte[] TIMESTAMP = JsonBytes.utf8(",\"timestamp_micros\":");
    private static final byte[] PARAMETERS = JsonBytes.utf8(",\"params\":{\"session_id\":");
    private static final byte[] ENGAGEMENT = JsonBytes.utf8(",\"engagement_time_msec\":");
    private static final byte[] END = JsonBytes.utf8("}}");
    private static final byte[] CLIENT_ID = JsonBytes.utf8("{\"client_id\":");
    private static final byte[] CONSENT = JsonBytes.utf8(
            ",\"non_personalized_ads\":true,\"consent\":{\"ad_user_data\":\"DENIED\",\"ad_personalization\":\"DENIED\"},\"events\":[");

    /** A parameter is a number or a string: there are no booleans. */
    private static final Column[] COLUMNS = Column.of(Field::ga4, "\"true\"", "\"false\"");

    private Ga4Projection() {}

    /** The JSON object as UTF-8, to be sent at about this time (ms since the epoch). */
    public static byte[] write(Event event, long nowMillis) {
        JsonBytes json = new JsonBytes(EVENT_BYTES);
        json.ready(NAME);
        json.text(event.name());
        if (event.atMillis() <= nowMillis && event.atMillis() > nowMillis - OLDEST_MILLIS) {
            json.ready(TIMESTAMP);
            json.number(event.atMillis() * 1000);
        }
        json.ready(PARAMETERS);
        json.text(Long.toString(session(event)));
        json.ready(ENGAGEMENT);
        json.number(engagement(event));
        for (Column column : COLUMNS) {
            Object value = event.value(column.field());
            if (value != null) {
                column.write(json, shortened(value));
            }
        }
        json.ready(END);
        return json.copy();
    }

    /** How the body of a client's request begins; elements with commas between them follow, and {@code ]}} ends it. */
    public static byte[] requestHead(String clientId) {
        JsonBytes json = new JsonBytes(EVENT_BYTES);
        json.ready(CLIENT_ID);
        json.text(clientId);
        json.ready(CONSENT);
        return json.copy();
    }

    private static Object shortened(Object value) {
        return value instanceof String text && text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : value;
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
