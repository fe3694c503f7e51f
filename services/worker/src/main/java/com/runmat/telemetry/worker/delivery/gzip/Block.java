package com.runmat.telemetry.worker.delivery.gzip;

import java.util.Arrays;

/**
 * Literal bytes and matches, counted until the block is full, and then written in the two codes that fit it: RFC 1951, section 3.2.7. Goes
 * on with the next block by itself. Not thread-safe.
 */
final class Block {
    /** Some 200 events; one more code for these many costs 2 % of them. */
    private static final int MOST = 8 * 1024;

    private static final int LONGEST_CODE = 15;

    /** A match's two codes, and the 5 and 13 bits that may stand behind them. */
    private static final int WIDEST = 2 * LONGEST_CODE + 5 + 13;

    /** 19 widths of three bits, then up to 316 symbols of seven bits and seven more. */
    private static final int HEAD_BITS = 3 + 14 + 19 * 3 + (Alphabet.SYMBOLS + Alphabet.DISTANCES) * 14;

    private static final int LAST = 1;
    private static final int OWN_CODES = 2;

    /** A match has the highest bit, its length below, and in the lower half its distance less one. */
    private static final int MATCH = 1 << 31;

    private static final int LENGTH_SHIFT = 16;
    private static final int LENGTH = (1 << 9) - 1;
    private static final int DISTANCE = (1 << LENGTH_SHIFT) - 1;

    private final BitBuffer out;
    private final int[] parts = new int[MOST];
    private final int[] symbolCounts = new int[Alphabet.SYMBOLS];
    private final int[] distanceCounts = new int[Alphabet.DISTANCES];
    private final HuffmanCode symbols = new HuffmanCode(Alphabet.SYMBOLS, LONGEST_CODE);
    private final HuffmanCode distances = new HuffmanCode(Alphabet.DISTANCES, LONGEST_CODE);
    private final CodeWidths widths = new CodeWidths();
    private int size;

    Block(BitBuffer out) {
        this.out = out;
    }

    /** Adds these bytes as they are. */
    void literals(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int literal = bytes[i] & 0xff;
            add(literal);
            symbolCounts[literal]++;
        }
    }

    /** Adds so many bytes, eight at least, that stand so far before. */
    void match(int length, int distance) {
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, Alphabet.LONGEST);
            if (left > taken && left < taken + Alphabet.SHORTEST) {
                taken = left - Alphabet.SHORTEST;
            }
            add(MATCH | taken << LENGTH_SHIFT | distance - 1);
            symbolCounts[Alphabet.ofLength(taken)]++;
            distanceCounts[Alphabet.ofDistance(distance - 1)]++;
            left -= taken;
        }
    }

    private void add(int part) {
        if (size == MOST) {
            write(0);
        }
        parts[size++] = part;
    }

    /** Writes what is left as the body's last block, to the end of its byte. */
    void end() {
        write(LAST);
        out.align();
    }

    private void write(int last) {
        out.reserve(HEAD_BITS + (long) WIDEST * (size + 1));
        symbolCounts[Alphabet.END] = 1;
        symbols.fit(symbolCounts);
        distances.fit(distanceCounts);
        out.put(last | OWN_CODES << 1, 3);
        widths.write(symbols, distances, out);
        for (int i = 0; i < size; i++) {
            int part = parts[i];
            if (part < 0) {
                writeMatch(part >>> LENGTH_SHIFT & LENGTH, part & DISTANCE);
            } else {
                out.put(symbols.bits(part), symbols.width(part));
            }
        }
        out.put(symbols.bits(Alphabet.END), symbols.width(Alphabet.END));
        clear();
    }

    /** Length and distance at once, {@value #WIDEST} bits at most: each put costs the next one some waiting. */
    private void writeMatch(int length, int lessOne) {
        int symbol = Alphabet.ofLength(length);
        int width = symbols.width(symbol);
        long bits =
                symbols.bits(symbol) | (long) lowest(length - Alphabet.SHORTEST, Alphabet.lengthBits(symbol)) << width;
        width += Alphabet.lengthBits(symbol);
        int far = Alphabet.ofDistance(lessOne);
        bits |= (long) distances.bits(far) << width;
        width += distances.width(far);
        bits |= (long) lowest(lessOne, Alphabet.distanceBits(far)) << width;
        out.put(bits, width + Alphabet.distanceBits(far));
    }

    private static int lowest(int value, int width) {
        return value & (1 << width) - 1;
    }

    private void clear() {
        size = 0;
        Arrays.fill(symbolCounts, 0);
        Arrays.fill(distanceCounts, 0);
    }
}
