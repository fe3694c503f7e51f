package com.runmat.telemetry.worker.http.server;

import java.util.Arrays;

/**
 * What has come of a connection's next request and waits for the rest, or for the answer of the one before. It counts in the memory
 * that all share. Belongs to the connection's I/O thread.
 */
final class Kept {
    private static final byte[] NOTHING = {};

    private final TransferMemory memory;
    private byte[] bytes = NOTHING;

    Kept(TransferMemory memory) {
        this.memory = memory;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** A copy, with the first bytes of what has come behind it. */
    byte[] with(byte[] more, int count) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + count);
        System.arraycopy(more, 0, both, bytes.length, count);
        return both;
    }

    /** Keeps these instead, or says that there is no memory for them: then it is as it was. */
    boolean become(byte[] from, int begin, int end) {
        if (begin == end) {
            clear();
            return true;
        }
        int more = end - begin - bytes.length;
        if (more > 0 && !memory.take(more)) {
            return false;
        }
        memory.give(Math.max(0, -more));
        bytes = Arrays.copyOfRange(from, begin, end);
        return true;
    }

    void clear() {
        if (bytes.length > 0) {
            memory.give(bytes.length);
            bytes = NOTHING;
        }
    }
}
