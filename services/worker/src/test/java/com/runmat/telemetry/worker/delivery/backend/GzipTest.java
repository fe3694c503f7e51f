package com.runmat.telemetry.worker.delivery.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
    private final Gzip gzip = new Gzip();

    @Test
    void compress_bodiesOfAnySize_oneAfterTheOther_areReadAgain() {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 700, 8_000, 3, 63_999, 64_000, 64_001, 128_000, 1_000_000, 50}) {
            byte[] body = new byte[size];
            random.nextBytes(body);
            assertArrayEquals(body, inflated(gzip.compress(out -> write(out, body, 8_000))), size + " bytes");
        }
    }

    @Test
    void compress_whatRepeats_becomesShort() {
        assertTrue(gzip.compress(out -> write(out, new byte[100_000], 1_000)).length < 2_000);
    }

    /** What is compressed in pieces is as short as in one. */
    @Test
    void compress_manyEvents_becomeNoLongerThanByTheJdk() throws IOException {
        StringBuilder events = new StringBuilder();
        Random random = new Random(2);
        while (events.length() < 400_000) {
            events.append(Samples.started(random.nextInt(1_000_000)));
        }
        byte[] body = events.toString().getBytes(StandardCharsets.US_ASCII);
        Deflater whole = new Deflater(Deflater.BEST_SPEED, true);
        whole.setInput(body);
        whole.finish();
        int length = whole.deflate(new byte[body.length]);
        whole.end();
        byte[] compressed = gzip.compress(out -> write(out, body, 8_000));
        assertArrayEquals(body, inflated(compressed));
        assertTrue(compressed.length < length * 1.02, () -> compressed.length + " bytes instead of " + length);
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
