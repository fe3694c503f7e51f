package com.runmat.telemetry.contract;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes one line of newline-delimited JSON from one datagram: the same members, behind a stamp that says when and how it
 * arrived and which event it is, so that a repeated request carries the same event. Not thread-safe: one a receiver.
 */
public final class Framer {
    /** The most bytes that {@link #frame} writes beyond the datagram's own. */
    public static final int STAMP_BYTES = 128;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Identity identity = new Identity();
    private final String transport;

    /** Takes how the datagrams arrive, a word of the contract's {@code transport} field. */
    public Framer(String transport) {
        this.transport = transport;
    }

    /**
     * Writes the line, its newline included.
     *
     * @return the number of bytes written, or -1 when the datagram is not exactly one JSON object
     */
    public int frame(byte[] datagram, int offset, int length, long receivedAtMillis, byte[] out, int outOffset) {
        int mark = startsWithMark(datagram, offset, length) ? BYTE_ORDER_MARK.length : 0;
        Stamp stamp = read(datagram, offset + mark, length - mark);
        if (stamp == null) {
            return -1;
        }
        int open = offset + mark;
        while (datagram[open] != '{') {
            open++;
        }
        byte[] head = stamp.head(identity, receivedAtMillis, transport).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, out, outOffset, head.length);
        int rest = offset + length - open - 1;
        copyOnOneLine(datagram, open + 1, rest, out, outOffset + head.length);
        out[outOffset + head.length + rest] = '\n';
        return head.length + rest + 1;
    }

    /** Outside of its strings JSON may be broken into lines, and inside of them no line break is valid. */
    private static void copyOnOneLine(byte[] from, int offset, int length, byte[] to, int at) {
        for (int i = 0; i < length; i++) {
            byte b = from[offset + i];
            to[at + i] = b == '\n' || b == '\r' ? (byte) ' ' : b;
        }
    }

    private static @Nullable Stamp read(byte[] bytes, int offset, int length) {
        if (Json.otherEncoding(bytes, offset, length)) {
            return null;
        }
        try (JsonParser parser = Json.parser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Stamp stamp = new Stamp();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                stamp.member(parser);
            }
            return parser.nextToken() == null ? stamp : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private static boolean startsWithMark(byte[] bytes, int offset, int length) {
        return length >= 3
                && bytes[offset] == BYTE_ORDER_MARK[0]
                && bytes[offset + 1] == BYTE_ORDER_MARK[1]
                && bytes[offset + 2] == BYTE_ORDER_MARK[2];
    }

    /** What the top of the object says of itself, and with it which stamps are still to be added. */
    private static final class Stamp {
        private final Values values = new Values();
        private boolean hasMembers;
        private boolean hasUuid;
        private boolean hasReceivedAt;
        private boolean hasTransport;

        void member(JsonParser parser) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            hasMembers = true;
            hasUuid |= name.equals("uuid");
            hasReceivedAt |= name.equals("received_at_ms");
            hasTransport |= name.equals("transport");
            WireTree.Leaf leaf = value == JsonToken.VALUE_STRING ? WireTree.ROOT.leaf(name) : null;
            if (leaf == null) {
                parser.skipChildren();
            } else if (ValueReader.read(leaf.field().type(), parser) instanceof String text) {
                values.put(leaf, text);
            }
        }

        /** The opening brace and the stamp; a comma follows it where members follow. */
        String head(Identity identity, long receivedAtMillis, String transport) {
            StringBuilder head = new StringBuilder(STAMP_BYTES).append('{');
            if (!hasUuid) {
                head.append("\"uuid\":\"").append(uuid(identity)).append("\",");
            }
            if (!hasReceivedAt) {
                head.append("\"received_at_ms\":").append(receivedAtMillis).append(',');
            }
            if (!hasTransport) {
                head.append("\"transport\":\"").append(transport).append("\",");
            }
            if (!hasMembers) {
                head.setLength(head.length() - 1);
            }
            return head.toString();
        }

        private UUID uuid(Identity identity) {
            EventLabel label = EventLabel.named(values.text(Field.EVENT_LABEL));
            String session = values.text(Field.SESSION_ID);
            String distinctId = identity.distinctId(values.text(Field.CID), session);
            UUID derived = label == null ? null : identity.derived(label, session, distinctId);
            return derived == null ? UUID.randomUUID() : derived;
        }
    }
}
