package com.runmat.telemetry.worker.http.server;

import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/**
 * Collects one body as its bytes arrive, on the exchange's I/O thread and without blocking it. The array grows with what has
 * arrived, not with what was announced, so that an announcement alone costs no memory.
 */
final class BodyReceiver {
    private static final int FIRST_BYTES = 4096;

    private final Exchange exchange;
    private final StreamSourceChannel channel;
    private final int limit;
    private final TransferMemory memory;
    private final BodyHandler handler;
    private byte[] bytes = {};
    private int length;
    private boolean ended;

    BodyReceiver(
            Exchange exchange, StreamSourceChannel channel, int limit, TransferMemory memory, BodyHandler handler) {
        this.exchange = exchange;
        this.channel = channel;
        this.limit = limit;
        this.memory = memory;
        this.handler = handler;
    }

    /** Reads what is there; true when the body has ended one way or another and the handler has been told. */
    boolean read(PooledByteBuffer pooled) {
        try (pooled) {
            if (ended) {
                return true;
            }
            ByteBuffer buffer = pooled.getBuffer();
            while (true) {
                buffer.clear();
                int count = channel.read(buffer);
                if (count == 0) {
                    return false;
                }
                if (count < 0) {
                    return end(null);
                }
                BodyHandler.@Nullable Failure failure = append(buffer.flip());
                if (failure != null) {
                    return end(failure);
                }
            }
        } catch (IOException brokenOff) {
            return end(BodyHandler.Failure.BROKEN_OFF);
        }
    }

    private BodyHandler.@Nullable Failure append(ByteBuffer arrived) {
        int needed = length + arrived.remaining();
        if (needed > limit) {
            return BodyHandler.Failure.TOO_LARGE;
        }
        if (needed > bytes.length && !grow(needed)) {
            return BodyHandler.Failure.NO_MEMORY;
        }
        arrived.get(bytes, length, arrived.remaining());
        length = needed;
        return null;
    }

    private boolean grow(int needed) {
        int size = Math.min(limit, Math.max(needed, Math.max(FIRST_BYTES, 2 * bytes.length)));
        if (!memory.take(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    /** Gives up a body that does not come to its end. */
    void expire() {
        if (!ended) {
            end(BodyHandler.Failure.BROKEN_OFF);
        }
    }

    private boolean end(BodyHandler.@Nullable Failure failure) {
        ended = true;
        exchange.bodyEnded();
        channel.suspendReads();
        try {
            if (failure == null) {
                handler.received(exchange, bytes, length);
            } else {
                handler.failed(exchange, failure);
            }
        } finally {
            release();
        }
        return true;
    }

    /** Returns the memory of the bytes, which are not read any more. */
    void release() {
        memory.give(bytes.length);
        bytes = new byte[0];
    }
}
