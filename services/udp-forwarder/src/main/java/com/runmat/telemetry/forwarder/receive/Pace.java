package com.runmat.telemetry.forwarder.receive;

import java.time.Duration;

/**
 * How long a receiver rests between two bursts, as network cards pace their interrupts: to be woken costs as much as reading thirty
 * datagrams or more, so it waits until {@value #AIM} are there to share the price. Each rest is the one before, shortened
 * by what came meanwhile, or stretched to twice as long at most, as a sender that paused often sends all at once what it owes: at a
 * high rate a millisecond or two, at a low one the longest. The sockets' buffers set that: in
 * the longest rest half of each must hold what the fastest senders can add, whatever the rate was before. Where bursts come
 * whole and further apart than that, a rest gathers nothing and costs a wake-up of its own; so after one that was in vain the kernel
 * wakes the receiver, until two bursts come closer. Not thread-safe.
 */
final class Pace {
    static final int AIM = 256;

    /** What the other bounds leave when buffers are large and events may wait for seconds. */
    static final long LONGEST_NANOS = 100_000_000;

    /** Instead of a rest: to wait for the next datagram. */
    static final long UNTIL_NEXT = -1;

    static final long SHORTEST_NANOS = 100_000;

    /** An event waits for its batch anyway, but should not spend the most of that in the socket. */
    private static final int LINGER_SHARE = 5;

    /** What the kernel counts for a datagram of usual size, its own bookkeeping included. */
    private static final int DATAGRAM_BYTES = 2304;

    /** 100,000 datagrams a second on all sockets of an address, which is more than the smallest machine can bear. */
    private static final long FASTEST_NANOS = 10_000;

    /** The kernel spreads senders by a hash of their addresses: few of them, or unlike ones, give a socket twice its share. */
    private static final int UNEVEN = 2;

    private final long longest;
    private long rest;
    private long lastBurst;
    private boolean inVain;

    /**
     * @param receiveBuffer bytes of each socket's buffer as asked for: the kernel doubles them for its bookkeeping, and half of that is used
     * @param sockets of an address
     * @param linger what an event waits for its batch
     */
    Pace(int receiveBuffer, int sockets, Duration linger) {
        long apart = FASTEST_NANOS * Math.max(UNEVEN, sockets) / UNEVEN;
        long most = Math.min(receiveBuffer / DATAGRAM_BYTES * apart, linger.toNanos() / LINGER_SHARE);
        longest = Math.clamp(most, SHORTEST_NANOS, LONGEST_NANOS);
        rest = longest;
    }

    /**
     * Nanoseconds to rest after a burst that left the sockets empty; {@link #UNTIL_NEXT} where a rest would gain nothing.
     *
     * @param datagrams of the burst; 0 after a rest in which nothing came
     * @param nanoTime when it was read, by {@link System#nanoTime()}
     */
    long restAfter(int datagrams, long nanoTime) {
        if (datagrams == 0) {
            inVain = true;
            return UNTIL_NEXT;
        }
        inVain &= nanoTime - lastBurst > longest;
        lastBurst = nanoTime;
        rest = Math.clamp(rest * AIM / datagrams, SHORTEST_NANOS, Math.min(2 * rest, longest));
        return inVain ? UNTIL_NEXT : rest;
    }
}
