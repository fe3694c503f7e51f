package com.runmat.telemetry.worker.http.server;

import org.jspecify.annotations.Nullable;

/** The body of one request on its way in: knows where it ends, and hands its bytes to who wants them or lets them go. */
final class IncomingBody {
    private final Exchange exchange;
    private final @Nullable Chunks chunks;
    private long left;
    private long thrownAway;

    /** One of a head that says clearly where its body ends, or of one behind which the connection is closed. */
    IncomingBody(RequestHead head, Exchange exchange) {
        this.exchange = exchange;
        chunks = head.chunked() ? new Chunks() : null;
        left = head.encoded() ? 0 : Math.max(0, head.contentLength());
    }

    /** Goes as far as the bytes or the body reach; returns where that is. */
    int take(byte[] bytes, int from, int to) {
        BodyReceiver receiver = exchange.receiver();
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

    /** Whether somebody still waits for it. */
    boolean isWanted() {
        BodyReceiver receiver = exchange.receiver();
        return receiver != null && !receiver.ended();
    }

    /** Tells who waits for it that it is whole, or why it never will be. */
    void tell(BodyHandler.@Nullable Failure failure) {
        BodyReceiver receiver = exchange.receiver();
        if (receiver != null) {
            receiver.end(failure);
        }
    }

    Exchange exchange() {
        return exchange;
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
