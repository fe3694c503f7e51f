package com.runmat.telemetry.forwarder.admit;

import java.util.SplittableRandom;

/**
 * A token bucket for each source network, in a table of fixed size. Thread-safe.
 *
 * <p>A bucket is one number: the time at which it will be full again (the "theoretical arrival time" of the generic cell rate
 * algorithm). A datagram moves it one interval into the future and is refused when that would be further away than the burst.
 *
 * <p>The table is set-associative as a CPU cache is: a network may stand in one of {@value #WAYS} slots of its set. When they
 * are taken, the network whose bucket will be full first is forgotten; if it is full already, forgetting it changes nothing. So
 * a flood from many (or forged) sources costs no memory, and at worst gives some of them a second burst. The seed of the
 * hash keeps senders from choosing sets.
 */
public final class SourceLimiter {
    /** Burst: what a network may send at once after a rest, in seconds of its rate. */
    static final int BURST_SECONDS = 2;

    static final int WAYS = 8;
    /** 65,536 networks in 1 MiB. */
    static final int SETS = 8192;

    private final long interval;
    private final long burst;
    private final long seed = new SplittableRandom().nextLong();
    private final long[] networks;
    private final long[] fullAt;

    /** Limits each network to {@code rate} datagrams a second; 0 allows all. */
    public SourceLimiter(int rate) {
        interval = rate == 0 ? 0 : Math.max(1, 1_000_000_000L / rate);
        burst = interval * rate * BURST_SECONDS;
        networks = new long[rate == 0 ? 0 : SETS * WAYS];
        fullAt = new long[networks.length];
    }

    boolean limits() {
        return interval != 0;
    }

    /** Takes one token of this network's bucket; false when there is none. */
    synchronized boolean allow(long network, long nanoTime) {
        int slot = slot(network, nanoTime);
        long full = Math.max(fullAt[slot] - nanoTime, 0) + interval;
        if (full > burst) {
            return false;
        }
        fullAt[slot] = nanoTime + full;
        return true;
    }

    private int slot(long network, long nanoTime) {
        int first = set(network) * WAYS;
        int victim = first;
        for (int slot = first; slot < first + WAYS; slot++) {
            if (networks[slot] == network) {
                return slot;
            }
            if (networks[slot] == 0) {
                return claim(slot, network, nanoTime);
            }
            if (fullAt[slot] - fullAt[victim] < 0) {
                victim = slot;
            }
        }
        return claim(victim, network, nanoTime);
    }

    private int claim(int slot, long network, long nanoTime) {
        networks[slot] = network;
        fullAt[slot] = nanoTime;
        return slot;
    }

    /** The upper bits of a multiplication by an odd constant (Fibonacci hashing), after mixing the seed in. */
    private int set(long network) {
        long mixed = (network ^ seed) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> (Long.SIZE - Integer.numberOfTrailingZeros(SETS)));
    }
}
