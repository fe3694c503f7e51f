package com.runmat.telemetry.worker.delivery.gzip;

import java.util.Arrays;

/** What a block begins with: the widths of its two codes, in a code of their own, by RFC 1951, section 3.2.7. Not thread-safe. */
final class CodeWidths {
    private static final int SYMBOLS = 19;
    private static final int LONGEST = 7;

    /** The width before, three to six times more, told in two bits. */
    private static final int AGAIN = 16;

    /** No code, three to ten times, told in three bits. */
    private static final int FEW_NONE = 17;

    /** No code, eleven to 138 times, told in seven bits. */
    private static final int MANY_NONE = 18;

    private static final int[] BITS = {2, 3, 7};

    /** In this order the widths of this code itself are sent, those seldom used last. */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final HuffmanCode code = new HuffmanCode(SYMBOLS, LONGEST);
    private final int[] counts = new int[SYMBOLS];
    private final int[] widths = new int[Alphabet.SYMBOLS + Alphabet.DISTANCES];
    private final byte[] symbols = new byte[widths.length];
    private final byte[] more = new byte[widths.length];
    private int length;

    /** Writes the widths of both. */
    void write(HuffmanCode bytes, HuffmanCode distances, BitBuffer out) {
        int first = bytes.reach(Alphabet.END + 1);
        int second = distances.reach(1);
        for (int i = 0; i < first; i++) {
            widths[i] = bytes.width(i);
        }
        for (int i = 0; i < second; i++) {
            widths[first + i] = distances.width(i);
        }
        shorten(first + second);
        code.fit(counts);
        int own = ownReach();
        out.put(first - Alphabet.END - 1, 5);
        out.put(second - 1, 5);
        out.put(own - 4, 4);
        for (int i = 0; i < own; i++) {
            out.put(code.width(ORDER[i]), 3);
        }
        for (int i = 0; i < length; i++) {
            write(symbols[i], more[i], out);
        }
    }

    private void write(int symbol, int rest, BitBuffer out) {
        out.put(code.bits(symbol), code.width(symbol));
        if (symbol >= AGAIN) {
            out.put(rest, BITS[symbol - AGAIN]);
        }
    }

    private int ownReach() {
        int reach = SYMBOLS;
        while (reach > 4 && code.width(ORDER[reach - 1]) == 0) {
            reach--;
        }
        return reach;
    }

    /** Widths that repeat are told once. */
    private void shorten(int count) {
        Arrays.fill(counts, 0);
        length = 0;
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && widths[to] == widths[from]) {
                to++;
            }
            run(widths[from], to - from);
            from = to;
        }
    }

    private void run(int width, int times) {
        int left = times;
        if (width > 0) {
            add(width, 0);
            left--;
        }
        while (left >= 3) {
            int symbol = width > 0 ? AGAIN : left <= 10 ? FEW_NONE : MANY_NONE;
            int least = symbol == MANY_NONE ? 11 : 3;
            int taken = Math.min(left, least + (1 << BITS[symbol - AGAIN]) - 1);
            add(symbol, taken - least);
            left -= taken;
        }
        for (; left > 0; left--) {
            add(width, 0);
        }
    }

    private void add(int symbol, int rest) {
        symbols[length] = (byte) symbol;
        more[length++] = (byte) rest;
        counts[symbol]++;
    }
}
