package com.runmat.telemetry.forwarder.admit;

import com.runmat.telemetry.benchmarks.Measured;
import com.runmat.telemetry.contract.Framer;
import com.runmat.telemetry.contract.SampleBytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make a line of a datagram: with a session, without one (which mints an id), with a claim, and of garbage. */
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class FramingBenchmark extends Measured {
    private final Framer framer = new Framer("udp");
    private final byte[] finished = SampleBytes.finished(1);
    private final byte[] installed = SampleBytes.installed(1);
    private final byte[] claiming = text(SampleBytes.finished(1), "{", "{\"transport\":\"https\",");
    private final byte[] garbage = text(SampleBytes.finished(1), "}}}}", "}}}");
    private final byte[] line = new byte[4096];

    private static byte[] text(byte[] event, String part, String instead) {
        return new String(event, java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst(java.util.regex.Pattern.quote(part), instead)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Benchmark
    public int finished() {
        return frame(finished);
    }

    @Benchmark
    public int installed() {
        return frame(installed);
    }

    @Benchmark
    public int claiming() {
        return frame(claiming);
    }

    @Benchmark
    public int garbage() {
        return frame(garbage);
    }

    private int frame(byte[] datagram) {
        return framer.frame(datagram, 0, datagram.length, SampleBytes.ARRIVAL.atMillis(), line, 0);
    }
}
