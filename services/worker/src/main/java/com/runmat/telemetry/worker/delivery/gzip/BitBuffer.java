package com.runmat.telemetry.worker.delivery.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits one after the other in bytes, the lowest first, as RFC 1951 packs them. Not thread-safe. */
final class BitBuffer {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_BYTES = 16 * 1024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private long bits;
    private int count;

    void clear() {
        length = 0;
        bits = 0;
        count = 0;
    }

    /** Makes room for so many bits; to be called before they are put. */
    void reserve(long more) {
        long needed = length + more / Byte.SIZE + Long.BYTES + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, 2L * bytes.length)));
        }
    }

    /**
     * Appends the value's lowest bits, 56 at most; none above them may be set. Eight bytes are stored each time, whole or not: the next
     * ones overwrite what was not, without a question that the processor could guess wrong.
     */
    void put(long value, int width) {
        bits |= value << count;
        LONGS.set(bytes, length, bits);
        count += width;
        length += count >>> 3;
        bits >>>= count & ~7;
        count &= 7;
    }

    /** Goes on at the next whole byte. */
    void align() {
        put(0, -count & 7);
    }

    /** What was put, up to the last whole byte. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
