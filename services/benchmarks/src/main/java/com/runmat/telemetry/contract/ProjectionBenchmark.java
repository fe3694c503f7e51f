package com.runmat.telemetry.contract;

import com.runmat.telemetry.benchmarks.Measured;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to write an event for each back end; each figure is of one event. */
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class ProjectionBenchmark extends Measured {
    private static final int BATCH = 100;

    private final PostHogProjection projection = new PostHogProjection();
    private final Event event = SampleBytes.event(1);
    private final List<Event> batch =
            IntStream.range(0, BATCH).mapToObj(SampleBytes::event).toList();

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void posthogBatch() {
        projection.writeBatch("phc_key", batch, OutputStream.nullOutputStream());
    }

    @Benchmark
    public byte[] posthogAlone() {
        return PostHogProjection.write(event);
    }

    @Benchmark
    public byte[] ga4() {
        return Ga4Projection.write(event, SampleBytes.ARRIVAL.atMillis());
    }
}
