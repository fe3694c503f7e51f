package com.runmat.telemetry.worker.http.server;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects one body as its bytes arrive, on the exchange's I/O thread. The array grows with what has arrived, not with what was
 * announced, so that an announcement alone costs no memory.
 */
final class BodyReceiver {
    private static final int FIRST_BYTES = 4096;

    private final Exchange exchange;
    private final int limit;
    private final TransferMemory memory;
    private final BodyHandler handler;
    private byte[] bytes = {};
    private int length;
    private boolean ended;

    BodyReceiver(Exchange exchange, int limit, TransferMemory memory, BodyHandler handler) {
        this.exchange = exchange;
        this.limit = limit;
        this.memory = memory;
        this.handler = handler;
    }

    /**
     * Takes what has arrived; false when it is not wanted, as the handler has been told of an end.
     *
     * @param more bytes that are announced to follow, or -1
     */
    boolean take(byte[] arrived, int from, int count, long more) {
        if (ended) {
            return false;
        }
        int needed = length + count;
        if (needed > limit) {
            end(BodyHandler.Failure.TOO_LARGE);
        } else if (needed > bytes.length && !grow(needed, more)) {
            end(BodyHandler.Failure.NO_MEMORY);
        } else {
            System.arraycopy(arrived, from, bytes, length, count);
            length = needed;
        }
        return !ended;
    }

    /** Whether the handler has been told. */
    boolean ended() {
        return ended;
    }

    /** Nobody is there any more to be told anything. */
    void discard() {
        ended = true;
        release();
    }

    private boolean grow(int needed, long more) {
        long whole = more < 0 ? limit : Math.min(limit, needed + more);
        int size = (int) Math.min(whole, Math.max(needed, Math.max(FIRST_BYTES, 2 * bytes.length)));
        if (!memory.take(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    /** Tells the handler, once, that the body is whole, or why it never will be. */
    void end(BodyHandler.@Nullable Failure failure) {
        if (ended) {
            return;
        }
        ended = true;
        try {
            if (failure == null) {
                handler.received(exchange, bytes, length);
            } else {
                handler.failed(exchange, failure);
            }
        } finally {
            release();
        }
    }

    /** Returns the memory of the bytes, which are not read any more. */
    void release() {
        memory.give(bytes.length);
        bytes = new byte[0];
    }
}
