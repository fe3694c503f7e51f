package com.runmat.telemetry.contract;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * Reads one event from bytes in a single pass and keeps what the table allows. Whatever the bytes are, the result is an
 * event or a refusal, never an exception. Not thread-safe: one a thread.
 */
public final class EventReader {
    /** Limit of one event in bytes, by section 5 of the wire contract. */
    public static final int MAX_EVENT_BYTES = 64 * 1024;

    private final Identity identity = new Identity();
    private final Omission.Observer observer;

    public EventReader(Omission.Observer observer) {
        this.observer = observer;
    }

    /** Reads the one event that these bytes must hold. */
    public Reading read(byte[] bytes, int offset, int length, Arrival arrival) {
        if (length > MAX_EVENT_BYTES) {
            return Refusal.PAYLOAD_TOO_LARGE;
        }
        if (Json.otherEncoding(bytes, offset, length)) {
            return Refusal.INVALID_JSON;
        }
        try (JsonParser parser = Json.parser(bytes, offset, length)) {
            if (parser.nextToken() == null) {
                return Refusal.INVALID_JSON;
            }
            Reading reading = readValue(parser, bytes, offset, arrival);
            return parser.nextToken() == null ? reading : Refusal.INVALID_JSON;
        } catch (JacksonException malformed) {
            return Refusal.INVALID_JSON;
        }
    }

    /** Reads the value at the parser's place and leaves it at the value's end. */
    private Reading readValue(JsonParser parser, byte[] bytes, int offset, Arrival arrival) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            skip(parser);
            return Refusal.INVALID_EVENT;
        }
        Values values = new Values();
        readObject(parser, WireTree.ROOT, values);
        return event(values, arrival, () -> identity.nameBased(objectBefore(parser, bytes, offset)));
    }

    /** The bytes of the object at whose end the parser is, and before which nothing but blanks and a mark stood. */
    private static byte[] objectBefore(JsonParser parser, byte[] bytes, int offset) {
        int start = offset;
        while (bytes[start] != '{') {
            start++;
        }
        return Arrays.copyOfRange(
                bytes, start, offset + (int) parser.currentLocation().getByteOffset());
    }

    private void readObject(JsonParser parser, WireTree tree, Values values) {
        long seen = 0;
        Repeats others = null;
        int number = parser.nextNameMatch(tree.names());
        while (number != PropertyNameMatcher.MATCH_END_OBJECT) {
            if (number >= 0) {
                seen = Repeats.known(seen, number, parser);
                parser.nextToken();
                readMember(parser, tree.member(number), values);
            } else {
                others = others == null ? new Repeats() : others;
                leaveOut(parser, tree, others);
            }
            number = parser.nextNameMatch(tree.names());
        }
    }

    private void leaveOut(JsonParser parser, WireTree tree, Repeats others) {
        String name = parser.currentName();
        others.other(name, parser);
        parser.nextToken();
        observer.omitted(tree.unknown(), name);
        skip(parser);
    }

    private void readMember(JsonParser parser, WireMember member, Values values) {
        switch (member) {
            case WireTree.Leaf leaf -> readLeaf(parser, leaf, values);
            case WireTree deeper -> readDeeper(parser, deeper, values);
        }
    }

    private void readDeeper(JsonParser parser, WireTree tree, Values values) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readObject(parser, tree, values);
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            observer.omitted(Omission.UNFIT_VALUE, parser.currentName());
            skip(parser);
        }
    }

    /** Passes over the value at the parser's place, whatever is in it, and looks at nothing but whether it is JSON. */
    private static void skip(JsonParser parser) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                skip(parser);
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            Repeats repeats = new Repeats();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                repeats.other(name, parser);
                parser.nextToken();
                skip(parser);
            }
        }
    }

    private void readLeaf(JsonParser parser, WireTree.Leaf leaf, Values values) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        Object value = ValueReader.read(leaf.field().type(), parser);
        if (value != null) {
            values.put(leaf, value);
        } else {
            observer.unfit(leaf.field());
            skip(parser);
            values.markUnfit(leaf.field());
        }
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
