package com.runmat.telemetry.worker.delivery.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
    private final Gzip gzip = new Gzip();

    @Test
    void compress_bodiesOfAnySize_oneAfterTheOther_areReadAgain() {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 700, 8_000, 3, 1_000_000, 50}) {
            byte[] body = new byte[size];
            random.nextBytes(body);
            assertArrayEquals(body, inflated(gzip.compress(out -> write(out, body, 8_000))), size + " bytes");
        }
    }

    @Test
    void compress_whatRepeats_becomesShort() {
        assertTrue(gzip.compress(out -> write(out, new byte[100_000], 1_000)).length < 2_000);
    }

    @Test
    void compress_writerBreaksOff_leavesNothingBehind() {
        assertThrows(
                IllegalStateException.class,
                () -> gzip.compress(out -> {
                    write(out, new byte[] {1, 2, 3}, 1);
                    throw new IllegalStateException("broken off");
                }));
        assertArrayEquals(new byte[] {4}, inflated(gzip.compress(out -> write(out, new byte[] {4}, 1))));
    }

    private static void write(OutputStream out, byte[] body, int piece) {
        try {
            for (int at = 0; at < body.length; at += piece) {
                out.write(body, at, Math.min(piece, body.length - at));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] inflated(byte[] compressed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
