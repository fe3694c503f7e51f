package com.runmat.telemetry.worker.delivery.gzip;

import com.runmat.telemetry.benchmarks.Measured;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.contract.SampleBytes;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** What the body of a request to PostHog costs, written and compressed, by the number of its events; each figure is of one body. */
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class GzipBenchmark extends Measured {
    @Param({"1", "100"})
    public int events;

    private final Gzip gzip = new Gzip();
    private final PostHogProjection projection = new PostHogProjection();
    private List<Event> batch = List.of();

    @Setup
    public void read() {
        batch = IntStream.range(0, events).mapToObj(SampleBytes::event).toList();
    }

    @Benchmark
    public byte[] body() {
        return gzip.compress(out -> projection.writeBatch("phc_key", batch, out));
    }
}
