package com.runmat.telemetry.contract;

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

/** What it costs to write an event for each back end. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx64m"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class ProjectionBenchmark {
    private final Event event = SampleBytes.event(1);

    @Benchmark
    public byte[] posthog() {
        return PostHogProjection.write(event);
    }

    @Benchmark
    public byte[] ga4() {
        return Ga4Projection.write(event, SampleBytes.ARRIVAL.atMillis());
    }
}
