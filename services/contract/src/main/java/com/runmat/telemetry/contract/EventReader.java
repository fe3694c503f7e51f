package com.runmat.telemetry.contract;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event from bytes in a single pass and keeps what the table allows. Whatever the bytes are, the result is an
 * event or a refusal, never an exception. Not thread-safe: one a thread.
 */
public final class EventReader {
    /** Limit of one event in bytes, by section 5 of the wire contract. */
    public static final int MAX_EVENT_BYTES = 64 * 1024;

    private final Identity identity = new Identity();
    private final JsonScan scan = new JsonScan();
    private final MemberReader members;
    private final Omission.Observer observer;
    private int lineEnd;

    public EventReader(Omission.Observer observer) {
        this.members = new MemberReader(scan, observer);
        this.observer = observer;
    }

    /** Reads the one event that these bytes must hold. */
    public Reading read(byte[] bytes, int offset, int length, Arrival arrival) {
        if (length > MAX_EVENT_BYTES) {
            return Refusal.PAYLOAD_TOO_LARGE;
        }
        int end = offset + length;
        scan.over(bytes, end);
        int open = open(bytes, offset, end);
        Values values = new Values();
        int behind = behind(open, values);
        return scan.isEnd(scan.blanks(behind)) ? made(bytes, open, behind, values, arrival) : Refusal.INVALID_JSON;
    }

    /**
     * Reads the one event that the line must hold which begins there and ends at a line feed or at the limit. Where that is is found on the
     * way, and told by {@link #lineEnd}: to look for it first would be one more pass over all bytes.
     *
     * @return null for a blank line
     */
    @Nullable
    Reading line(byte[] bytes, int offset, int limit, Arrival arrival) {
        int most = Math.min(limit, offset + MAX_EVENT_BYTES + 1);
        scan.overLine(bytes, most);
        int open = open(bytes, offset, most);
        Values values = new Values();
        int behind = behind(open, values);
        int end = scan.blanks(behind);
        boolean whole = scan.isEnd(end);
        lineEnd = Bytes.lineEnd(bytes, whole ? end : offset, limit);
        if (!whole && Bytes.blank(bytes, offset, lineEnd)) {
            return null;
        }
        if (lineEnd - offset > MAX_EVENT_BYTES) {
            return Refusal.PAYLOAD_TOO_LARGE;
        }
        return whole ? made(bytes, open, behind, values, arrival) : Refusal.INVALID_JSON;
    }

    /** Where the line ended that was read last. */
    int lineEnd() {
        return lineEnd;
    }

    private int open(byte[] bytes, int offset, int end) {
        members.over(bytes);
        return scan.blanks(Bytes.behindMark(bytes, offset, end));
    }

    /** The place behind the one value that opens there; an event's members are among the values then. */
    private int behind(int open, Values values) {
        return scan.at(open) == '{' ? members.event(open, values) : members.skip(open, 0);
    }

    private Reading made(byte[] bytes, int open, int behind, Values values, Arrival arrival) {
        return bytes[open] == '{'
                ? event(values, arrival, () -> identity.nameBased(Arrays.copyOfRange(bytes, open, behind)))
                : Refusal.INVALID_EVENT;
    }

    private Reading event(Values values, Arrival arrival, Supplier<UUID> repeatable) {
        EventLabel label = EventLabel.named(values.text(Field.EVENT_LABEL));
        if (label == null || values.unfit(Field.EVENT_LABEL)) {
            return Refusal.INVALID_EVENT;
        }
        if (label.runtime() && values.get(Field.SESSION_ID) == null) {
            return Refusal.MISSING_SESSION;
        }
        if (values.unfit(Field.RUN_KIND) || (label.runtime() && values.get(Field.RUN_KIND) == null)) {
            return Refusal.INVALID_RUN_KIND;
        }
        Bounds.keep(label, values, observer);
        Derivations.complete(label, values, arrival);
        return identified(label, values, arrival, repeatable);
    }

    /**
     * An event that says too little to be recognised gets an id where it first arrives. A forwarder's stamp is such an
     * arrival: a repeated request carries the same bytes, so the id is made from them.
     */
    private Event identified(EventLabel label, Values values, Arrival arrival, Supplier<UUID> repeatable) {
        String session = values.text(Field.SESSION_ID);
        String distinctId = identity.distinctId(values.text(Field.CID), session);
        UUID given = Identity.given(values.text(Field.UUID));
        UUID uuid = given;
        if (uuid == null) {
            uuid = identity.derived(label, session, distinctId);
        }
        if (uuid == null) {
            uuid = values.get(Field.RECEIVED_AT) == null ? UUID.randomUUID() : repeatable.get();
        }
        values.put(Field.CID, values.get(Field.CID) == null ? null : distinctId);
        values.put(Field.SESSION_ID, session == null ? null : Identity.kept(session));
        values.put(Field.UUID, given == null ? null : values.text(Field.UUID));
        return new Event(
                label, uuid, distinctId == null ? uuid.toString() : distinctId, moment(values, arrival), values);
    }

    private static long moment(Values values, Arrival arrival) {
        long arrived = Math.min(values.number(Field.RECEIVED_AT, arrival.atMillis()), arrival.atMillis());
        return Math.min(values.number(Field.TIMESTAMP, arrived), arrived);
    }
}
