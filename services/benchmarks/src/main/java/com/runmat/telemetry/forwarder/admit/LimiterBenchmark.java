package com.runmat.telemetry.forwarder.admit;

import com.runmat.telemetry.benchmarks.Measured;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to ask the limiter: for one network again and again, and for another one each time (forged sources). */
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class LimiterBenchmark extends Measured {
    private static final int ADDRESSES = 1 << 20;

    private final SourceLimiter limiter = new SourceLimiter(200);
    private final InetAddress one = address(1);
    private int next;

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException fourBytesAreOne) {
            throw new IllegalStateException(fourBytesAreOne);
        }
    }

    @Benchmark
    public boolean sameNetwork() {
        return limiter.allow(SourceNetwork.of(one), System.nanoTime());
    }

    @Benchmark
    public boolean forgedNetworks() {
        next = (next + 1) % ADDRESSES;
        return limiter.allow(next << 8 | 1L << 62, System.nanoTime());
    }
}
