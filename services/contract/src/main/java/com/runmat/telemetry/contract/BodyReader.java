package com.runmat.telemetry.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a request's body: one event, a JSON array of events, or newline-delimited JSON. Never throws for what a client
 * sent. Not thread-safe: one a thread.
 */
public final class BodyReader {
    /** Limit of a batch in bytes after decompression, by section 5 of the wire contract. */
    public static final int MAX_BATCH_BYTES = 1024 * 1024;

    /** Limit of a batch in events: of small ones, 1 MiB would hold half a million, and its answer be many times as long. */
    public static final int MAX_BATCH_EVENTS = 5000;

    private final EventReader events;

    public BodyReader(Omission.Observer observer) {
        this.events = new EventReader(observer);
    }

    /** Reads {@code application/json}: an event, or an array of events. */
    public Body json(byte[] bytes, int length, Arrival arrival) {
        if (length > MAX_BATCH_BYTES) {
            return new Body.Unreadable(Refusal.PAYLOAD_TOO_LARGE);
        }
        int first = first(bytes, length);
        return first < length && bytes[first] == '['
                ? array(bytes, first, length, arrival)
                : new Body.Single(events.read(bytes, 0, length, arrival));
    }

    /** Reads {@code application/x-ndjson}: one event a line; blank lines are no events and have no index. */
    public Body lines(byte[] bytes, int length, Arrival arrival) {
        if (length > MAX_BATCH_BYTES) {
            return new Body.Unreadable(Refusal.PAYLOAD_TOO_LARGE);
        }
        List<Reading> readings = new ArrayList<>();
        for (int start = 0; start < length; start = events.lineEnd() + 1) {
            Reading reading = events.line(bytes, start, length, arrival);
            if (reading != null && readings.size() == MAX_BATCH_EVENTS) {
                return new Body.Unreadable(Refusal.PAYLOAD_TOO_LARGE);
            }
            if (reading != null) {
                readings.add(reading);
            }
        }
        return batch(readings);
    }

    private Body array(byte[] bytes, int open, int length, Arrival arrival) {
        if (Bytes.otherEncoding(bytes, 0, length)) {
            return new Body.Unreadable(Refusal.INVALID_JSON);
        }
        List<Reading> readings = new ArrayList<>();
        ArrayElements.End end = ArrayElements.each(
                bytes,
                open,
                length,
                MAX_BATCH_EVENTS,
                (start, stop) -> readings.add(events.read(bytes, start, stop - start, arrival)));
        return switch (end) {
            case WHOLE -> batch(readings);
            case BROKEN -> new Body.Unreadable(Refusal.INVALID_JSON);
            case TOO_MANY -> new Body.Unreadable(Refusal.PAYLOAD_TOO_LARGE);
        };
    }

    private static Body batch(List<Reading> readings) {
        return readings.isEmpty() ? new Body.Unreadable(Refusal.INVALID_EVENT) : new Body.Batch(readings);
    }

    /** Where the text begins behind blanks and mark, or the length. */
    private static int first(byte[] bytes, int length) {
        int first = 0;
        while (first < length && (Bytes.isBlank(bytes[first]) || isMark(bytes[first]))) {
            first++;
        }
        return first;
    }

    /** One of the three bytes of a UTF-8 byte order mark, which some Windows clients write. */
    private static boolean isMark(byte b) {
        return b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
    }
}
