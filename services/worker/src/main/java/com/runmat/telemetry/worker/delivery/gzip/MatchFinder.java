package com.runmat.telemetry.worker.delivery.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds what stood in the window before, by a table that knows for each hash of eight bytes where they were last. Events repeat whole
 * names and values of one another, so shorter matches are not worth looking for, and a long one is not searched again for what is in it:
 * that is what the JDK's deflater spends most of its time with. Not thread-safe.
 */
final class MatchFinder {
    /** By RFC 1951. */
    static final int FARTHEST = 32 * 1024;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** 16 KiB of places: they stay in the processor's nearest cache. */
    private static final int HASH_BITS = 12;

    /** Fibonacci hashing: 2^64 over the golden ratio. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** Where nothing was found so often, steps grow by one byte: random ids match nothing. */
    private static final int PATIENCE_BITS = 4;

    private static final int NOWHERE = -FARTHEST - 1;

    private final byte[] window;
    private final Block block;
    private final int[] places = new int[1 << HASH_BITS];

    /** Where the window begins in the body; the table knows places in the body. */
    private int origin;

    /** All before is in a block. */
    private int done;

    /** Of the match before; at first one that is as good as any. */
    private int distance;

    MatchFinder(byte[] window, Block block) {
        this.window = window;
        this.block = block;
    }

    /** Begins a body. */
    void clear() {
        Arrays.fill(places, NOWHERE);
        origin = 0;
        done = 0;
        distance = FARTHEST;
    }

    /** Puts all that the window holds up to there into blocks. */
    void find(int end) {
        int last = end - Long.BYTES;
        int at = done;
        int missed = 0;
        while (at <= last) {
            int place = before(at);
            if (place >= 0) {
                match(place, at, end);
                at = done;
                missed = 0;
            } else {
                at += 1 + (missed++ >> PATIENCE_BITS);
            }
        }
        block.literals(window, done, end);
        done = end;
    }

    /**
     * Where the same eight bytes stood before, or something negative. Looks first as far back as the match before was: an event's id is
     * followed by what followed the id before. Else the table tells, and knows this place from now on.
     */
    private int before(int at) {
        long eight = eight(at);
        if (at >= distance && eight(at - distance) == eight) {
            return at - distance;
        }
        int hash = (int) ((eight * SPREAD) >>> (Long.SIZE - HASH_BITS));
        int place = places[hash] - origin;
        places[hash] = at + origin;
        return place >= 0 && at - place <= FARTHEST && eight(place) == eight ? place : NOWHERE;
    }

    /** Takes a match with what is alike in front of and behind its eight bytes, and all that came before it. */
    private void match(int place, int at, int end) {
        distance = at - place;
        int from = at;
        while (from > done && from > distance && window[from - 1] == window[from - 1 - distance]) {
            from--;
        }
        int alike = Arrays.mismatch(window, at, end, window, place, end - distance);
        int behind = alike < 0 ? end : at + alike;
        block.literals(window, done, from);
        block.match(behind - from, distance);
        done = behind;
    }

    private long eight(int at) {
        return (long) LONGS.get(window, at);
    }

    /** Forgets all but what can still be named, and returns where the window goes on. */
    int slide() {
        int forgotten = done - FARTHEST;
        System.arraycopy(window, forgotten, window, 0, FARTHEST);
        origin += forgotten;
        done = FARTHEST;
        return done;
    }
}
