package com.runmat.telemetry.contract;

import com.runmat.telemetry.benchmarks.Measured;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read an event, alone and in a batch of a hundred; each figure is of one event. */
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class ReadingBenchmark extends Measured {
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
