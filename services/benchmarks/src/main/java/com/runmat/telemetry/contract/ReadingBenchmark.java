package com.runmat.telemetry.contract;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read an event, alone and in a batch of a hundred; each figure is of one event. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx64m"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class ReadingBenchmark {
    private static final int BATCH = 100;

    private final BodyReader reader = new BodyReader(Omission.Observer.NONE);
    private final byte[] finished = SampleBytes.finished(1);
    private final byte[] installed = SampleBytes.installed(1);
    private final byte[] lines = SampleBytes.lines(0, BATCH);

    @Benchmark
    public Body finished() {
        return reader.json(finished, finished.length, SampleBytes.ARRIVAL);
    }

    @Benchmark
    public Body installed() {
        return reader.json(installed, installed.length, SampleBytes.ARRIVAL);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Body batch() {
        return reader.lines(lines, lines.length, SampleBytes.ARRIVAL);
    }
}
