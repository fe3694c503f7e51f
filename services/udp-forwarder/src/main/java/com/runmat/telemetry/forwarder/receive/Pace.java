package com.runmat.telemetry.forwarder.receive;

/**
 * How long a receiver rests between two bursts, as network cards pace their interrupts: to be woken costs as much as reading ten
 * datagrams or more, so it waits until {@value #AIM} are there to share the price. Each rest is the one before, stretched or
 * shortened by what came meanwhile: at a high rate a fraction of a millisecond, at a low one the longest, which the socket's buffer
 * sets. In that time half of the buffer must hold what the fastest sender can add, whatever the rate was before. Where bursts come
 * whole and further apart than that, a rest gathers nothing and costs a wake-up of its own; so after one that was in vain the kernel
 * wakes the receiver, until two bursts come closer. Not thread-safe.
 */
final class Pace {
    static final int AIM = 128;

    /** A tenth of what an event waits for its batch by default; with the default buffer 36 ms. */
    static final long LONGEST_NANOS = 50_000_000;

    /** Instead of a rest: to wait for the next datagram. */
    static final long UNTIL_NEXT = -1;

    static final long SHORTEST_NANOS = 100_000;

    /** What the kernel counts for a datagram of usual size, its own bookkeeping included. */
    private static final int DATAGRAM_BYTES = 2304;

    /** 50,000 datagrams a second on one socket: as much as the smallest machine can bear on all of its sockets. */
    private static final long FASTEST_NANOS = 20_000;

    private final long longest;
    private long rest;
    private long lastBurst;
    private boolean inVain;

    /** @param receiveBuffer bytes of the socket's buffer as asked for: the kernel doubles them for its bookkeeping, and half of that is used */
    Pace(int receiveBuffer) {
        longest = Math.clamp(receiveBuffer / DATAGRAM_BYTES * FASTEST_NANOS, SHORTEST_NANOS, LONGEST_NANOS);
        rest = longest;
    }

    /**
     * Nanoseconds to rest after a burst; 0 when the socket may hold more, {@link #UNTIL_NEXT} where a rest would gain nothing.
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
        rest = Math.clamp(rest * AIM / datagrams, SHORTEST_NANOS, longest);
        if (datagrams == Receiver.BURST) {
            return 0;
        }
        return inVain ? UNTIL_NEXT : rest;
    }
}
