package com.runmat.telemetry.contract;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Makes one line of newline-delimited JSON from one datagram: a stamp that says when and how it arrived, then its members. What
 * the datagram itself claims of time and path is left out, and so is a {@code uuid} that is none; so no sender can forge a stamp,
 * and no name of it stands twice. An event from which no id can be derived gets one as its last member, so that a repeated
 * request carries the same event. Not thread-safe: one a receiver.
 *
 * <p>It is one pass: each member at the top is stepped over by the grammar and copied as it is, its comma behind it. To leave one
 * out is not to copy it. The last comma becomes the brace, or stands before the id. The stamp is written out once a millisecond.
 */
public final class Framer {
    /** The most bytes that {@link #frame} writes beyond the datagram's own. */
    public static final int STAMP_BYTES = 128;

    private static final int MALFORMED = -1;

    private final JsonScan scan = new JsonScan();
    private final Claims claims = new Claims(scan);
    private final String transport;
    private byte[] stamp = {};
    private long stampedMillis = -1;

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
        int end = offset + length;
        scan.over(datagram, end);
        claims.over(datagram);
        int open = scan.blanks(Bytes.behindMark(datagram, offset, end));
        if (scan.at(open) != '{') {
            return MALFORMED;
        }
        int members = stamp(receivedAtMillis, out, outOffset);
        int to = members(datagram, scan.blanks(open + 1), end, out, members);
        if (to == MALFORMED) {
            return MALFORMED;
        }
        if (scan.lineBreaks()) {
            onOneLine(out, members, to);
        }
        return close(out, to) - outOffset;
    }

    /** Copies the members, a comma behind each; returns where to write on. */
    private int members(byte[] in, int first, int end, byte[] out, int start) {
        int to = start;
        int at = first;
        byte next = scan.at(at);
        if (next == '}') {
            return scan.blanks(at + 1) == end ? to : MALFORMED;
        }
        do {
            int colon = scan.string(at);
            int value = scan.colon(colon);
            if (value >= end) {
                return MALFORMED;
            }
            boolean claim = claims.named(at, colon);
            int behind = scan.value(value, 1);
            int comma = scan.blanks(behind);
            next = scan.at(comma);
            if (next != ',' && next != '}') {
                return MALFORMED;
            }
            if (!claim || claims.stays(value, behind)) {
                System.arraycopy(in, at, out, to, comma - at);
                to += comma - at;
                out[to++] = ',';
            }
            at = scan.blanks(comma + 1);
        } while (next == ',');
        return at == end ? to : MALFORMED;
    }

    /** The opening brace and the stamp, with a comma behind each member of it. */
    private int stamp(long receivedAtMillis, byte[] out, int at) {
        if (receivedAtMillis != stampedMillis) {
            stamp = ascii("{\"received_at_ms\":" + receivedAtMillis + ",\"transport\":\"" + transport + "\",");
            stampedMillis = receivedAtMillis;
        }
        System.arraycopy(stamp, 0, out, at, stamp.length);
        return at + stamp.length;
    }

    /** Turns the last comma into the end of the line, an id before it where the event has none and says too little for one. */
    private int close(byte[] out, int behindComma) {
        int at = behindComma;
        if (!claims.identified()) {
            byte[] id = ascii("\"uuid\":\"" + UUID.randomUUID() + "\",");
            System.arraycopy(id, 0, out, at, id.length);
            at += id.length;
        }
        out[at - 1] = '}';
        out[at] = '\n';
        return at + 1;
    }

    /** Outside of its strings JSON may be broken into lines, and inside of them no line break is valid. */
    private static void onOneLine(byte[] out, int from, int to) {
        for (int at = from; at < to; at++) {
            if (out[at] == '\n' || out[at] == '\r') {
                out[at] = ' ';
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
