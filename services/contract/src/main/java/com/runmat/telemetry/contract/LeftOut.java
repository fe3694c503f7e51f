package com.runmat.telemetry.contract;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;

/**
 * Members of an object that its copy shall not have, found while the object is parsed. Each is a range of bytes from its name to
 * the next token, and so takes its comma along; without a last member the comma before the brace goes too. Nearly every object
 * keeps all, and then nothing is done here but copying.
 */
final class LeftOut {
    private static final int NONE = -1;

    private final List<Range> ranges = new ArrayList<>(0);
    private int from = NONE;
    private boolean lastStays;
    private int close;

    private record Range(int from, int to) {}

    /** Where the parser's token begins, counted from the first byte it was given. */
    static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The parser is at a member's name, or at the closing brace: the member before is over. */
    void memberEnds(JsonParser parser) {
        if (from != NONE) {
            ranges.add(new Range(from, offset(parser)));
            from = NONE;
        }
    }

    /** The member was read and stays. */
    void keep() {
        lastStays = true;
    }

    /** The member that begins at this offset was read and is left out. */
    void leaveOut(int start) {
        from = start;
        lastStays = false;
    }

    /** The parser is at the closing brace. */
    void objectEnds(JsonParser parser) {
        memberEnds(parser);
        if (!lastStays) {
            close = offset(parser);
        }
    }

    /**
     * Copies what follows the opening brace, on one line: outside of its strings JSON may be broken into lines, and inside of them
     * no line break is valid.
     *
     * @param base where the parser's first byte is in {@code in}
     * @param at where to write; members stand before it, a comma behind each
     * @return where to write on
     */
    int copy(byte[] in, int base, int open, int end, byte[] out, int at) {
        int next = open + 1;
        int to = at;
        for (Range range : ranges) {
            to = copy(in, next, base + range.from(), out, to);
            next = base + range.to();
        }
        if (!lastStays) {
            to = withoutComma(out, copy(in, next, base + close, out, to));
            next = base + close;
        }
        return copy(in, next, end, out, to);
    }

    private static int copy(byte[] in, int from, int end, byte[] out, int at) {
        for (int i = from; i < end; i++) {
            byte b = in[i];
            out[at + i - from] = b == '\n' || b == '\r' ? (byte) ' ' : b;
        }
        return at + end - from;
    }

    private static int withoutComma(byte[] out, int end) {
        int at = end;
        while (out[at - 1] == ',' || Bytes.isBlank(out[at - 1])) {
            at--;
        }
        return at;
    }
}
