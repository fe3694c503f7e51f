package com.runmat.telemetry.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static final long EARLIEST = 1_000_000;
    private static final long LATEST = 1_005_000;
    private static final int BEYOND_THE_HEADER = 8192;

    @Test
    void same_alike_isUnchanged() {
        var once = archive(0x1234, EARLIEST - 1);

        assertArrayEquals(archive(0x1234, EARLIEST - 1), Archive.same(once, once.clone(), EARLIEST, LATEST));
    }

    @Test
    void same_timesAndTheirChecksums_areBlank_whicheverWasFirst() {
        var early = archive(0x1234, EARLIEST + 1);
        var late = archive(0x5678, LATEST - 1);

        assertArrayEquals(archive(0, 0), Archive.same(early.clone(), late.clone(), EARLIEST, LATEST));
        assertArrayEquals(archive(0, 0), Archive.same(late, early, EARLIEST, LATEST));
    }

    @Test
    void same_anythingElseDiffers_endsTheBuild() {
        var once = archive(0x1234, EARLIEST + 1);
        var again = archive(0x1234, LATEST + 1);

        var failure = assertThrows(CannotFill.class, () -> Archive.same(once, again, EARLIEST, LATEST));

        assertTrue(failure.toString().contains("differ at byte " + BEYOND_THE_HEADER), failure::toString);
        assertThrows(CannotFill.class, () -> Archive.same(once, new byte[8], EARLIEST, LATEST));
    }

    /** A header with a checksum, and a heap with a word that may be a time. */
    private static byte[] archive(int checksum, long time) {
        return ByteBuffer.allocate(BEYOND_THE_HEADER + 16)
                .order(ByteOrder.nativeOrder())
                .putInt(4, checksum)
                .putLong(BEYOND_THE_HEADER, time)
                .putLong(BEYOND_THE_HEADER + 8, 42)
                .array();
    }
}
