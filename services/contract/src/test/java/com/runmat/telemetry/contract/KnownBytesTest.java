package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Up to three times eight bytes, each length, with others around them. */
class KnownBytesTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int BEFORE = 3;
    private static final int BEHIND = 9;

    static IntStream lengths() {
        return IntStream.rangeClosed(1, 24);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void areAt_whereTheyStandAlone(int length) {
        String text = LETTERS.substring(0, length);
        KnownBytes known = new KnownBytes(text);
        assertEquals(text, known.text());
        assertEquals(length, known.length());
        byte[] in = around(text);
        for (int place = 0; place < in.length; place++) {
            assertEquals(place == BEFORE, known.areAt(place, in, in.length), "at " + place);
        }
        assertFalse(known.areAt(JsonScan.BROKEN, in, in.length));
    }

    /** As many bytes as there are behind them or less: where eight are not left, and where they do not end before the end. */
    @ParameterizedTest
    @MethodSource("lengths")
    void areAt_beforeTheEnd(int length) {
        KnownBytes known = new KnownBytes(LETTERS.substring(0, length));
        byte[] in = around(known.text());
        for (int end = BEFORE; end <= in.length; end++) {
            boolean whole = end >= BEFORE + length;
            assertEquals(whole, known.areAt(BEFORE, in, end), "end " + end);
            assertEquals(whole, known.areAt(BEFORE, Arrays.copyOf(in, end), end), "last end " + end);
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void areAt_oneOtherByte(int length) {
        KnownBytes known = new KnownBytes(LETTERS.substring(0, length));
        for (int other = 0; other < length; other++) {
            byte[] in = around(known.text());
            in[BEFORE + other] ^= (byte) 0x80;
            assertFalse(known.areAt(BEFORE, in, in.length), "byte " + other);
            assertFalse(known.areAt(BEFORE, in, BEFORE + length), "byte " + other + " of the last");
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void areAt_nothingBesideThemIsLookedAt(int length) {
        KnownBytes known = new KnownBytes("é".repeat(length));
        assertEquals(2 * length, known.length());
        for (int other = 0; other < 256; other++) {
            byte[] in = around(known.text());
            Arrays.fill(in, 0, BEFORE, (byte) other);
            Arrays.fill(in, in.length - BEHIND, in.length, (byte) other);
            assertTrue(known.areAt(BEFORE, in, in.length), "among " + other);
        }
    }

    private static byte[] around(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] in = new byte[BEFORE + bytes.length + BEHIND];
        System.arraycopy(bytes, 0, in, BEFORE, bytes.length);
        return in;
    }
}
