package com.runmat.telemetry.worker.delivery.gzip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitBufferTest {
    private static final int FIRST_BITS = 16 * 1024 * Byte.SIZE;

    private final BitBuffer bits = new BitBuffer();

    @Test
    void put_valuesOfAnyWidth_standOneAfterTheOtherFromTheLowestBitOn() {
        Random random = new Random(1);
        BitSet expected = new BitSet();
        int length = 0;
        for (int width = 0; width <= 56; width++) {
            long value = random.nextLong() & (1L << width) - 1;
            bits.put(value, width);
            for (int i = 0; i < width; i++) {
                expected.set(length++, (value >> i & 1) == 1);
            }
        }
        bits.align();
        byte[] whole = bits.copy();
        assertEquals((length + 7) / 8, whole.length);
        assertEquals(expected, BitSet.valueOf(whole));
    }

    @Test
    void align_atAWholeByte_addsNothing() {
        bits.put(0x1ff, 9);
        bits.align();
        bits.align();
        assertArrayEquals(new byte[] {-1, 1}, bits.copy());
    }

    @Test
    void clear_whatWasPut_isForgotten() {
        bits.put(0x3fff, 14);
        bits.clear();
        bits.put(2, 8);
        assertArrayEquals(new byte[] {2}, bits.copy());
    }

    @Test
    void reserve_moreThanThereIs_makesRoomForThatMany() {
        for (int more = FIRST_BITS - 200; more < FIRST_BITS + 200; more++) {
            BitBuffer filled = new BitBuffer();
            filled.reserve(more);
            for (int left = more; left > 0; left -= Math.min(left, 56)) {
                filled.put(0, Math.min(left, 56));
            }
            assertEquals(more / 8, filled.copy().length);
        }
    }

    @Test
    void reserve_behindOthers_keepsThem() {
        bits.put(7, 8);
        bits.reserve(5 * FIRST_BITS);
        for (int i = 0; i < FIRST_BITS / 8 * 5; i++) {
            bits.put(i & 0xff, 8);
        }
        assertEquals(7, bits.copy()[0]);
        assertEquals(FIRST_BITS / 8 * 5 + 1, bits.copy().length);
    }

    /** Nothing is lost in silence. */
    @Test
    void put_withoutRoom_isRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> {
            for (int i = 0; i < FIRST_BITS; i++) {
                bits.put(1, 8);
            }
        });
    }
}
