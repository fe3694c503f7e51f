package com.runmat.telemetry.forwarder.receive;

/**
 * How long a receiver rests between two bursts, as network cards pace their interrupts: to be woken costs as much as reading ten
 * datagrams, so it waits until {@value #AIM} are there to share the price. Each rest is the one before, stretched or shortened by
 * what came meanwhile: at a high rate a fraction of a millisecond, at a low one the longest, which the socket's buffer sets. In
 * that time half of the buffer must hold what the fastest sender can add, whatever the rate was before. Not thread-safe.
 */
final class Pace {
    static final int AIM = 64;

    /** A tenth of what an event waits for its batch by default. */
    static final long LONGEST_NANOS = 10_000_000;

    static final long SHORTEST_NANOS = 100_000;

    /** What the kernel counts for a datagram of usual size, its own bookkeeping included. */
    private static final int DATAGRAM_BYTES = 2304;

    /** 100,000 datagrams a second on one socket: more than a thread can read. */
    private static final long FASTEST_NANOS = 10_000;

    private final long longest;
    private long rest;

    /** @param receiveBuffer bytes of the socket's buffer as asked for: the kernel doubles them for its bookkeeping, and half of that is used */
    Pace(int receiveBuffer) {
        longest = Math.clamp(receiveBuffer / DATAGRAM_BYTES * FASTEST_NANOS, SHORTEST_NANOS, LONGEST_NANOS);
        rest = longest;
    }

    /** Nanoseconds to rest after a burst of so many datagrams, one at least; 0 when the socket may hold more of them. */
    long restAfter(int datagrams) {
        rest = Math.clamp(rest * AIM / datagrams, SHORTEST_NANOS, longest);
        return datagrams < Receiver.BURST ? rest : 0;
    }
}
