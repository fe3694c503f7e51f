package com.runmat.telemetry.worker.http.server;

import org.jspecify.annotations.Nullable;

/** The body of one request on its way in: knows where it ends, and hands its bytes on or lets them go. Used for one request. */
final class IncomingBody {
    private final @Nullable Chunks chunks;
    private long left;
    private long thrownAway;

    /** One of a head that says clearly where its body ends, or of one behind which the connection is closed. */
    IncomingBody(RequestHead head) {
        chunks = head.chunked() ? new Chunks() : null;
        left = head.encoded() ? 0 : Math.max(0, head.contentLength());
    }

    /** Goes as far as the bytes or the body reach; returns where that is. */
    int take(byte[] bytes, int from, int to, @Nullable BodyReceiver receiver) {
        int at = from;
        do {
            if (chunks != null) {
                at = chunks.skipFraming(bytes, at, to);
            }
            int count = (int) Math.min(to - at, chunks == null ? left : chunks.data());
            if (count > 0) {
                data(bytes, at, count, receiver);
                at += count;
            }
        } while (at < to && chunks != null && !chunks.ended() && !chunks.broken());
        return at;
    }

    private void data(byte[] bytes, int at, int count, @Nullable BodyReceiver receiver) {
        if (chunks == null) {
            left -= count;
        } else {
            chunks.taken(count);
        }
        if (receiver == null || !receiver.take(bytes, at, count, chunks == null ? left : -1)) {
            thrownAway += count;
        }
    }

    boolean ended() {
        return chunks == null ? left == 0 : chunks.ended();
    }

    /** Whether its chunks are none. */
    boolean broken() {
        return chunks != null && chunks.broken();
    }

    /** Bytes that nobody took. */
    long thrownAway() {
        return thrownAway;
    }
}
