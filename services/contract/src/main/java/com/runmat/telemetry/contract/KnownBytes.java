package com.runmat.telemetry.contract;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a text, which are looked for at a place, eight at once. Immutable. */
final class KnownBytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String text;
    private final byte[] bytes;
    private final long[] eights;

    /** Of the last eight bytes, the ones that are the text's. */
    private final long mask;

    /** @param text at least one character */
    KnownBytes(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.eights = new long[(bytes.length + Long.BYTES - 1) / Long.BYTES];
        byte[] filled = Arrays.copyOf(bytes, eights.length * Long.BYTES);
        for (int i = 0; i < eights.length; i++) {
            eights[i] = (long) EIGHT.get(filled, i * Long.BYTES);
        }
        this.mask = -1L >>> (Byte.SIZE * (filled.length - bytes.length));
    }

    String text() {
        return text;
    }

    /** Of the bytes. */
    int length() {
        return bytes.length;
    }

    /** Whether they stand there, before this end, which is not beyond the array's. */
    boolean areAt(int place, byte[] in, int end) {
        int last = eights.length - 1;
        if (place > end - eights.length * Long.BYTES) {
            return place <= end - bytes.length
                    && Arrays.equals(bytes, 0, bytes.length, in, place, place + bytes.length);
        }
        for (int i = 0; i < last; i++) {
            if ((long) EIGHT.get(in, place + i * Long.BYTES) != eights[i]) {
                return false;
            }
        }
        return ((long) EIGHT.get(in, place + last * Long.BYTES) & mask) == eights[last];
    }
}
