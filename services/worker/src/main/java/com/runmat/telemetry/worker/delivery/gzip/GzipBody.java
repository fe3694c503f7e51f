package com.runmat.telemetry.worker.delivery.gzip;

import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * One body after the other in the format of RFC 1952: ten bytes that say how, the blocks of RFC 1951, checksum and length. Bytes are
 * collected until the window is full, then what repeats in them is found. Not thread-safe.
 */
final class GzipBody extends OutputStream {
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int TAIL_BITS = 2 * Integer.SIZE;

    /** What comes back within 32 KiB may be named as a match; twice as much is compressed at once. */
    private static final int WINDOW_BYTES = 3 * MatchFinder.FARTHEST;

    private final byte[] window = new byte[WINDOW_BYTES];
    private final BitBuffer bits = new BitBuffer();
    private final Block block = new Block(bits);
    private final MatchFinder finder = new MatchFinder(window, block);
    private final CRC32 checksum = new CRC32();
    private int filled;
    private int plainLength;

    /** Begins a body; the one before has ended. */
    void begin() {
        bits.clear();
        finder.clear();
        checksum.reset();
        filled = 0;
        plainLength = 0;
        for (byte b : HEAD) {
            bits.put(b & 0xff, Byte.SIZE);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] plain, int offset, int count) {
        checksum.update(plain, offset, count);
        plainLength += count;
        int at = offset;
        while (at < offset + count) {
            if (filled == WINDOW_BYTES) {
                finder.find(filled);
                filled = finder.slide();
            }
            int next = Math.min(offset + count - at, WINDOW_BYTES - filled);
            System.arraycopy(plain, at, window, filled, next);
            at += next;
            filled += next;
        }
    }

    /** Ends the body and returns it whole. */
    byte[] end() {
        finder.find(filled);
        block.end();
        bits.reserve(TAIL_BITS);
        bits.put(checksum.getValue(), Integer.SIZE);
        bits.put(Integer.toUnsignedLong(plainLength), Integer.SIZE);
        return bits.copy();
    }
}
