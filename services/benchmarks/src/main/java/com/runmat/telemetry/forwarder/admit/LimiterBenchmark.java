package com.runmat.telemetry.forwarder.admit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to ask the limiter: for one network again and again, and for another one each time (forged sources). */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx64m"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class LimiterBenchmark {
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
