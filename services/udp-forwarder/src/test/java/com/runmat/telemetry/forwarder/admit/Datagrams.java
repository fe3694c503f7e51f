package com.runmat.telemetry.forwarder.admit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** What arrives at an open port: noise, halves of events, events with bytes changed, and events. */
public final class Datagrams {
    private Datagrams() {}

    /** The next datagram of a sequence that the seed of {@code random} decides. */
    public static byte[] next(Random random, String event) {
        byte[] good = event.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(5)) {
            case 0 -> noise(random);
            case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 2 -> mutated(random, good);
            case 3 -> spliced(random, good);
            default -> good;
        };
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(100) == 0 ? 20_000 : 300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(Random random, byte[] good) {
        byte[] bytes = good.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** A part of the event stands twice, where JSON may have anything from a longer string to a second root. */
    private static byte[] spliced(Random random, byte[] good) {
        int from = random.nextInt(good.length);
        int length = random.nextInt(good.length - from);
        byte[] bytes = new byte[good.length + length];
        System.arraycopy(good, 0, bytes, 0, from + length);
        System.arraycopy(good, from, bytes, from + length, good.length - from);
        return bytes;
    }
}
