package com.runmat.telemetry.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.runmat.telemetry.worker.delivery.gzip.Gzip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/** Whatever leaves compressed is what the JDK reads again. */
class CompressionFuzzTest {
    /** Beyond what the compressor looks at together. */
    private static final int LARGEST = 250_000;

    private final Gzip gzip = new Gzip();

    /** A step is up to 127 bytes as they stand there, or a multiple of what came before: so a short input makes a long body. */
    @FuzzTest(maxDuration = "10m")
    void bodies(byte[] steps) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(steps);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        for (int step = in.read(); step >= 0 && made.size() < LARGEST; step = in.read()) {
            if (step < 128) {
                made.writeBytes(in.readNBytes(step));
            } else {
                repeat(made.toByteArray(), (step - 127) * (in.read() + 2), (in.read() + 1) << 8 | in.read() + 1, made);
            }
        }
        byte[] body = made.toByteArray();
        byte[] compressed = gzip.compress(out -> {
            try {
                out.write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (GZIPInputStream read = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertArrayEquals(body, read.readAllBytes());
        }
    }

    private static void repeat(byte[] before, int length, int distance, ByteArrayOutputStream out) {
        int from = Math.max(0, before.length - Math.max(1, distance));
        for (int i = 0; i < length && before.length > 0; i++) {
            out.write(before[from + i % (before.length - from)]);
        }
    }
}
