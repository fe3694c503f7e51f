package com.runmat.telemetry.client;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A random UUID (version 4) as the JDK makes one, but read from the system's random numbers where they are a file. A JVM's first
 * {@code SecureRandom} takes 25 to 40 ms of CPU for loading its providers, half of what the first datagram of a short run needs.
 */
final class RandomId {
    private static final String SYSTEM = "/dev/urandom";
    private static final int LENGTH = 16;
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long WITHOUT_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;

    private RandomId() {}

    static UUID make() {
        try (FileInputStream in = new FileInputStream(SYSTEM)) {
            byte[] random = in.readNBytes(LENGTH);
            return random.length == LENGTH ? of(ByteBuffer.wrap(random)) : UUID.randomUUID();
        } catch (IOException | SecurityException elsewhere) {
            return UUID.randomUUID();
        }
    }

    private static UUID of(ByteBuffer random) {
        long high = (random.getLong() & ~VERSION_BITS) | VERSION_4;
        long low = (random.getLong() & WITHOUT_VARIANT) | Long.MIN_VALUE;
        return new UUID(high, low);
    }
}
