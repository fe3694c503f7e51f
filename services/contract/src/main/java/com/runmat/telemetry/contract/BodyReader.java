package com.runmat.telemetry.contract;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a request's body: one event, a JSON array of events, or newline-delimited JSON. Never throws for what a client
 * sent. Not thread-safe: one a thread.
 */
public final class BodyReader {
    /** Limit of a batch in bytes after decompression, by section 5 of the wire contract. */
    public static final int MAX_BATCH_BYTES = 1024 * 1024;

    private final EventReader events;

    public BodyReader(Omission.Observer observer) {
        this.events = new EventReader(observer);
    }

    /** Reads {@code application/json}: an event, or an array of events. */
    public Body json(byte[] bytes, int length, Arrival arrival) {
        if (length > MAX_BATCH_BYTES) {
            return new Body.Unreadable(Refusal.PAYLOAD_TOO_LARGE);
        }
        return firstByte(bytes, length) == '['
                ? array(bytes, length, arrival)
                : new Body.Single(events.read(bytes, 0, length, arrival));
    }

    /** Reads {@code application/x-ndjson}: one event a line; blank lines are no events and have no index. */
    public Body lines(byte[] bytes, int length, Arrival arrival) {
        if (length > MAX_BATCH_BYTES) {
            return new Body.Unreadable(Refusal.PAYLOAD_TOO_LARGE);
        }
        List<Reading> readings = new ArrayList<>();
        for (int start = 0; start < length; ) {
            int end = endOfLine(bytes, start, length);
            if (!blank(bytes, start, end)) {
                readings.add(events.read(bytes, start, end - start, arrival));
            }
            start = end + 1;
        }
        return batch(readings);
    }

    /** A syntax error leaves no way to find the next element, so it refuses the array as a whole. */
    private Body array(byte[] bytes, int length, Arrival arrival) {
        if (Json.otherEncoding(bytes, 0, length)) {
            return new Body.Unreadable(Refusal.INVALID_JSON);
        }
        List<Reading> readings = new ArrayList<>();
        try (JsonParser parser = Json.parser(bytes, 0, length)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readings.add(element(parser, bytes, arrival));
            }
            return parser.nextToken() == null ? batch(readings) : new Body.Unreadable(Refusal.INVALID_JSON);
        } catch (JacksonException malformed) {
            return new Body.Unreadable(Refusal.INVALID_JSON);
        }
    }

    private Reading element(JsonParser parser, byte[] bytes, Arrival arrival) {
        long start = parser.currentTokenLocation().getByteOffset();
        Reading reading = events.readValue(parser, bytes, 0, arrival);
        long size = parser.currentLocation().getByteOffset() - start;
        return size > EventReader.MAX_EVENT_BYTES ? Refusal.PAYLOAD_TOO_LARGE : reading;
    }

    private static Body batch(List<Reading> readings) {
        return readings.isEmpty() ? new Body.Unreadable(Refusal.INVALID_EVENT) : new Body.Batch(readings);
    }

    private static int firstByte(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (!isBlank(bytes[i]) && !isMark(bytes[i])) {
                return bytes[i];
            }
        }
        return -1;
    }

    private static int endOfLine(byte[] bytes, int start, int length) {
        int end = start;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean blank(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** One of the three bytes of a UTF-8 byte order mark, which some Windows clients write. */
    private static boolean isMark(byte b) {
        return b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
    }
}
