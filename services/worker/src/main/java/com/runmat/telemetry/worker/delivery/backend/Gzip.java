package com.runmat.telemetry.worker.delivery.backend;

import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Compresses bodies in memory. A compressor holds a quarter of a MiB outside the heap, which the system hands out page by page,
 * so that a few are kept for those who come next. Thread-safe.
 */
final class Gzip {
    /** As many as work at once where there are cores for it. */
    private static final int KEPT = 4;

    private final BlockingQueue<GzipBuffer> idle = new ArrayBlockingQueue<>(KEPT);

    /** The body that the writer puts into the stream, compressed. */
    byte[] compress(Consumer<OutputStream> writer) {
        GzipBuffer kept = idle.poll();
        GzipBuffer buffer = kept == null ? new GzipBuffer() : kept;
        boolean whole = false;
        try {
            buffer.begin();
            writer.accept(buffer);
            byte[] bytes = buffer.end();
            whole = true;
            return bytes;
        } finally {
            if (!whole || !idle.offer(buffer)) {
                buffer.release();
            }
        }
    }
}
