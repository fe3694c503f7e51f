package com.runmat.telemetry.worker.delivery.gzip;

/**
 * The symbols of RFC 1951, section 3.2.5. Lengths and distances grow by powers of two: a symbol names the highest bits, and the others
 * stand behind it as they are.
 */
final class Alphabet {
    static final int END = 256;

    /** Bytes, the end of a block, and lengths of finder. */
    static final int SYMBOLS = 286;

    static final int DISTANCES = 30;
    static final int SHORTEST = 3;
    static final int LONGEST = 258;

    private static final int FIRST_LENGTH = 257;
    private static final int LAST_LENGTH = 285;
    private static final byte[] LENGTHS = lengths();

    private Alphabet() {}

    /** The symbol of a match's length. */
    static int ofLength(int length) {
        return FIRST_LENGTH + LENGTHS[length];
    }

    /** How many bits of a length stand behind its symbol: the lowest ones of what it has above the shortest. */
    static int lengthBits(int symbol) {
        int number = symbol - FIRST_LENGTH;
        return number < 8 || symbol == LAST_LENGTH ? 0 : (number >> 2) - 1;
    }

    /** The symbol of a distance, given less one. */
    static int ofDistance(int lessOne) {
        if (lessOne < 4) {
            return lessOne;
        }
        int bits = 30 - Integer.numberOfLeadingZeros(lessOne);
        return 2 * bits + 2 + (lessOne >> bits & 1);
    }

    /** How many bits of a distance less one stand behind its symbol, the lowest ones. */
    static int distanceBits(int symbol) {
        return symbol < 4 ? 0 : (symbol >> 1) - 1;
    }

    private static byte[] lengths() {
        byte[] symbols = new byte[LONGEST + 1];
        for (int length = SHORTEST; length < LONGEST; length++) {
            symbols[length] = (byte) ofLengthAbove(length - SHORTEST);
        }
        symbols[LONGEST] = LAST_LENGTH - FIRST_LENGTH;
        return symbols;
    }

    private static int ofLengthAbove(int above) {
        if (above < 8) {
            return above;
        }
        int bits = 29 - Integer.numberOfLeadingZeros(above);
        return 4 * bits + 4 + (above >> bits & 3);
    }
}
