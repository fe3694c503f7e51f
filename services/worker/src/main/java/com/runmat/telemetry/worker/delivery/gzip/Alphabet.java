package com.runmat.telemetry.worker.delivery.gzip;

/**
 * The symbols of RFC 1951, section 3.2.5. Lengths and distances grow by powers of two: a symbol names the highest bits, and the others
 * stand behind it as they are.
 */
final class Alphabet {
    static final int END = 256;

    /** Bytes, the end of a block, and lengths of matches. */
    static final int SYMBOLS = 286;

    static final int DISTANCES = 30;
    static final int SHORTEST = 3;
    static final int LONGEST = 258;

    private static final int FIRST_LENGTH = 257;

    /** Of the longest one, which has a symbol of its own with nothing behind it. */
    private static final int LAST_LENGTH = 285;

    /** Bits that a symbol names behind the highest one. */
    private static final int OF_LENGTH = 2;

    private static final int OF_DISTANCE = 1;

    private Alphabet() {}

    /** The symbol of a match's length. */
    static int ofLength(int length) {
        return length == LONGEST ? LAST_LENGTH : FIRST_LENGTH + symbol(length - SHORTEST, OF_LENGTH);
    }

    /** How many bits of a length stand behind its symbol: the lowest ones of what it has above the shortest. */
    static int lengthBits(int symbol) {
        return symbol == LAST_LENGTH ? 0 : bits(symbol - FIRST_LENGTH, OF_LENGTH);
    }

    /** The symbol of a distance, given less one. */
    static int ofDistance(int lessOne) {
        return symbol(lessOne, OF_DISTANCE);
    }

    /** How many bits of a distance less one stand behind its symbol, the lowest ones. */
    static int distanceBits(int symbol) {
        return bits(symbol, OF_DISTANCE);
    }

    private static int symbol(int value, int named) {
        int bits = Math.max(0, Integer.SIZE - 1 - named - Integer.numberOfLeadingZeros(value));
        return (bits << named) + (value >> bits);
    }

    private static int bits(int symbol, int named) {
        return Math.max(0, (symbol >> named) - 1);
    }
}
