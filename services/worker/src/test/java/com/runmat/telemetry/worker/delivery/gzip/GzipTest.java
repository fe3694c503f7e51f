package com.runmat.telemetry.worker.delivery.gzip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.worker.kit.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipTest {
    @TempDir
    private Path folder = Path.of("");

    private final Gzip gzip = new Gzip();

    @Test
    void compress_bodiesOfAnySize_oneAfterTheOther_areReadAgain() {
        Random random = new Random(1);
        for (int size :
                new int[] {0, 1, 7, 8, 9, 700, 8_000, 3, 98_303, 98_304, 98_305, 163_840, 163_841, 1_000_000, 50}) {
            assertReadAgain(bytes(random, size));
        }
    }

    @Test
    void compress_whatRepeats_becomesShort() {
        assertTrue(gzip.compress(out -> write(out, new byte[100_000], 1_000)).length < 2_000);
    }

    /** Lengths have 29 symbols with up to five bits behind them, and those above 258 are told in parts. */
    @Test
    void compress_repeatsOfEachLength_areReadAgain() {
        Random random = new Random(3);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = 8; length < 800; length++) {
            byte[] repeated = bytes(random, length);
            body.writeBytes(repeated);
            body.writeBytes(bytes(random, 5));
            body.writeBytes(repeated);
            body.writeBytes(bytes(random, 5));
        }
        byte[] compressed = assertReadAgain(body.toByteArray());
        assertTrue(compressed.length < body.size() * 0.6, () -> compressed.length + " of " + body.size());
    }

    /** Distances have 30 symbols with up to 13 bits behind them, and none reaches beyond 32 KiB. */
    @Test
    void compress_repeatsFromEachDistance_areReadAgain() {
        Random random = new Random(4);
        for (int reach = 8; reach <= 32_768; reach *= 2) {
            for (int distance = reach - 1; distance <= reach + 1; distance++) {
                byte[] body = bytes(random, distance + 1_000);
                int alike = Math.min(distance, 1_000);
                System.arraycopy(body, 0, body, distance, alike);
                byte[] compressed = assertReadAgain(body);
                if (alike == 1_000) {
                    boolean named = compressed.length < body.length - 800;
                    assertEquals(distance <= 32_768, named, distance + " bytes before");
                }
            }
        }
    }

    @Test
    void compress_bytesThatRepeatThemselves_areReadAgain() {
        for (int alike = 1; alike < 12; alike++) {
            byte[] body = new byte[200_000];
            for (int i = 0; i < body.length; i++) {
                body[i] = (byte) (i % alike);
            }
            assertTrue(assertReadAgain(body).length < 1_000);
        }
    }

    /** So few bytes of one kind are so seldom that their codes would be longer than the format allows. */
    @Test
    void compress_bytesFromVeryFrequentToVerySeldom_areReadAgain() {
        Random random = new Random(5);
        byte[] body = new byte[400_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) Math.min(40, Integer.numberOfTrailingZeros(random.nextInt()));
        }
        assertReadAgain(body);
    }

    /** The widths of a block's codes are told by runs: of none, and of the same. */
    @Test
    void compress_fewBytesFarFromEachOther_andManyAlike_areReadAgain() {
        Random random = new Random(7);
        for (int gap = 1; gap < 255; gap++) {
            byte[] far = new byte[300];
            byte[] alike = new byte[3_000];
            for (int i = 0; i < far.length; i++) {
                far[i] = (byte) (random.nextBoolean() ? 0 : gap);
            }
            for (int i = 0; i < alike.length; i++) {
                alike[i] = (byte) random.nextInt(gap);
            }
            assertReadAgain(far);
            assertReadAgain(alike);
        }
    }

    /** 18 bytes of head and tail, three of sizes, seven of the widths' own code, and what is told in it. */
    @Test
    void compress_nearlyNothing_takesNoMoreThanTheFormatAsks() {
        assertEquals(30, assertReadAgain(new byte[0]).length);
        assertEquals(31, assertReadAgain(new byte[] {'a'}).length);
    }

    /** Of the 19 widths of the widths' own code those behind the last that is used are left out. */
    @Test
    void compress_eachByteOnce_takesLittleMore() {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        assertEquals(303, assertReadAgain(body).length);
    }

    @Test
    void compress_byteByByte_isTheSameAsInOnePiece() {
        byte[] body = events(1_000);
        assertArrayEquals(gzip.compress(out -> write(out, body, body.length)), gzip.compress(out -> {
            for (byte b : body) {
                write(out, b);
            }
        }));
    }

    @Test
    void compress_theSameBodyAfterOthers_isTheSameBytes() {
        byte[] body = events(20_000);
        byte[] first = assertReadAgain(body);
        assertReadAgain(events(150_000));
        assertArrayEquals(first, assertReadAgain(body));
    }

    @Test
    void compress_inOtherPieces_isTheSameBytes() {
        byte[] body = events(150_000);
        byte[] whole = gzip.compress(out -> write(out, body, body.length));
        assertArrayEquals(whole, gzip.compress(out -> write(out, body, 777)));
    }

    /** An implementation that is neither ours nor the JDK's. */
    @Test
    void compress_bodiesOfManyKinds_areReadByTheProgramGzip() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/gzip")) || "true".equals(System.getenv("CI")),
                "/usr/bin/gzip is not there, so nothing was proved here");
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Path members = Files.createTempFile(folder, "bodies", ".gz");
        Random random = new Random(6);
        try (OutputStream out = Files.newOutputStream(members)) {
            for (int size : new int[] {0, 1, 2, 700, 98_304, 98_305, 300_000}) {
                for (byte[] body : List.of(bytes(random, size), events(size), new byte[size])) {
                    plain.writeBytes(body);
                    out.write(gzip.compress(to -> write(to, body, 8_000)));
                }
            }
        }
        Process program = new ProcessBuilder("/usr/bin/gzip", "--decompress", "--stdout", members.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertArrayEquals(plain.toByteArray(), program.getInputStream().readAllBytes());
        assertEquals(0, program.waitFor());
    }

    @Test
    void compress_manyEvents_becomeNoLongerThanByTheJdk() throws IOException {
        byte[] body = events(400_000);
        Deflater whole = new Deflater(Deflater.BEST_SPEED, true);
        whole.setInput(body);
        whole.finish();
        int length = whole.deflate(new byte[body.length]);
        whole.end();
        byte[] compressed = assertReadAgain(body);
        assertTrue(compressed.length < length, () -> compressed.length + " bytes instead of " + length);
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

    private byte[] assertReadAgain(byte[] body) {
        byte[] compressed = gzip.compress(out -> write(out, body, 8_000));
        assertArrayEquals(body, inflated(compressed));
        return compressed;
    }

    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] events(int size) {
        StringBuilder events = new StringBuilder();
        Random random = new Random(2);
        while (events.length() < size) {
            events.append(Samples.started(random.nextInt(1_000_000)));
        }
        return events.substring(0, size).getBytes(StandardCharsets.US_ASCII);
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

    private static void write(OutputStream out, byte b) {
        try {
            out.write(b);
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
