package com.runmat.telemetry.forwarder.admit;

import java.net.InetAddress;

/**
 * The network that a datagram comes from, as one number: an IPv4 /24, or an IPv6 /48, about what one organisation or household
 * is given. It lives in memory only; no address is logged, stored or sent on.
 */
final class SourceNetwork {
    private static final long IPV4 = 1L << 62;
    private static final long IPV6 = 1L << 61;

    private SourceNetwork() {}

    /** Never 0, which marks a free slot of {@link SourceLimiter}. */
    static long of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return IPV4 | bits(bytes, 0, 3);
        }
        return mapped(bytes) ? IPV4 | bits(bytes, 12, 3) : IPV6 | bits(bytes, 0, 6);
    }

    /** ::ffff:a.b.c.d: an IPv4 sender seen through an IPv6 socket. */
    private static boolean mapped(byte[] bytes) {
        return bits(bytes, 0, 5) == 0 && bits(bytes, 5, 5) == 0 && bits(bytes, 10, 2) == 0xffff;
    }

    private static long bits(byte[] bytes, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            bits = (bits << 8) | (bytes[i] & 0xff);
        }
        return bits;
    }
}
