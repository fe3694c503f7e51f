package com.runmat.telemetry.worker.delivery.gzip;

import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Compresses bodies in memory, the same body always into the same bytes. What that takes, a quarter of a MiB, is kept for a few who come
 * next. Thread-safe.
 */
public final class Gzip {
    /** As many as work at once where there are cores for it. */
    private static final int KEPT = 4;

    private final BlockingQueue<GzipBody> idle = new ArrayBlockingQueue<>(KEPT);

    /** The body that the writer puts into the stream, compressed. */
    public byte[] compress(Consumer<OutputStream> writer) {
        GzipBody kept = idle.poll();
        GzipBody body = kept == null ? new GzipBody() : kept;
        body.begin();
        writer.accept(body);
        byte[] bytes = body.end();
        idle.offer(body);
        return bytes;
    }
}
