package com.runmat.telemetry.contract;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes one line of newline-delimited JSON from one datagram: its members, behind a stamp that says when and how it arrived and
 * which event it is, so that a repeated request carries the same event. What the datagram itself claims of time and path is left
 * out, and so is a {@code uuid} that is none. Not thread-safe: one a receiver.
 */
public final class Framer {
    /** The most bytes that {@link #frame} writes beyond the datagram's own. */
    public static final int STAMP_BYTES = 128;

    /** Members that the stamp speaks for; a {@code uuid} that is one stays. */
    private static final Set<String> CLAIMS = Set.of("uuid", "received_at_ms", "transport");

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
        int start = offset + mark;
        int open = start;
        while (datagram[open] != '{') {
            open++;
        }
        byte[] head = stamp.head(identity, receivedAtMillis, transport).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, out, outOffset, head.length);
        int at = stamp.leftOut.copy(datagram, start, open, offset + length, out, outOffset + head.length);
        out[at] = '\n';
        return at + 1 - outOffset;
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
            stamp.leftOut.objectEnds(parser);
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

    /** What the top of the object says of itself, and what of that is left out. */
    private static final class Stamp {
        private static final Set<Field> SAYS_WHICH_EVENT =
                EnumSet.of(Field.EVENT_LABEL, Field.UUID, Field.SESSION_ID, Field.CID);

        private final Values values = new Values();
        private final LeftOut leftOut = new LeftOut();
        private boolean hasUuid;

        void member(JsonParser parser) {
            leftOut.memberEnds(parser);
            String name = parser.currentName();
            boolean claim = CLAIMS.contains(name);
            int start = claim ? LeftOut.offset(parser) : 0;
            WireTree.Leaf leaf = parser.nextToken() == JsonToken.VALUE_STRING ? WireTree.ROOT.leaf(name) : null;
            if (leaf == null || !SAYS_WHICH_EVENT.contains(leaf.field())) {
                parser.skipChildren();
            } else if (ValueReader.read(leaf.field().type(), parser) instanceof String text) {
                values.put(leaf, text);
            }
            if (claim && !isUuid(name)) {
                leftOut.leaveOut(start);
            } else {
                leftOut.keep();
            }
        }

        private boolean isUuid(String name) {
            hasUuid |= name.equals("uuid") && Identity.given(values.text(Field.UUID)) != null;
            return hasUuid && name.equals("uuid");
        }

        /** The opening brace and the stamp, with a comma behind each member of it. */
        String head(Identity identity, long receivedAtMillis, String transport) {
            StringBuilder head = new StringBuilder(STAMP_BYTES).append('{');
            if (!hasUuid) {
                head.append("\"uuid\":\"").append(uuid(identity)).append("\",");
            }
            head.append("\"received_at_ms\":").append(receivedAtMillis).append(',');
            return head.append("\"transport\":\"")
                    .append(transport)
                    .append("\",")
                    .toString();
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
