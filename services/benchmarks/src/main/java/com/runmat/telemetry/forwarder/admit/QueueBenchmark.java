package com.runmat.telemetry.forwarder.admit;

import com.runmat.telemetry.benchmarks.Measured;
import com.runmat.telemetry.contract.SampleBytes;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.queue.Batch;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.queue.QueueLimits;
import com.runmat.telemetry.ops.Counters;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Warmup;

/** The queue alone: bursts of 64, of 8 and of 1 event offered, batches of up to 1,000 taken and settled. Each figure is of one event. */
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class QueueBenchmark extends Measured {
    private static final int MANY = 64;
    private static final int FEW = 8;

    private final EventQueue queue = new EventQueue(
            new QueueLimits(20_000, 16 << 20, 1000, 512 << 10, Duration.ZERO, Duration.ofMinutes(10)),
            new Counters<>(ForwarderCounter.class));
    private final Batch many = burst(MANY);
    private final Batch few = burst(FEW);
    private final Batch one = burst(1);

    private static Batch burst(int events) {
        Batch burst = new Batch(0);
        byte[] line = SampleBytes.lines(1, 1);
        for (int i = 0; i < events; i++) {
            System.arraycopy(line, 0, burst.room(line.length), burst.length(), line.length);
            burst.add(line.length, System.nanoTime());
        }
        return burst;
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void bursts64() throws InterruptedException {
        pass(many);
    }

    @Benchmark
    @OperationsPerInvocation(FEW)
    public void bursts8() throws InterruptedException {
        pass(few);
    }

    @Benchmark
    public void bursts1() throws InterruptedException {
        pass(one);
    }

    private void pass(Batch burst) throws InterruptedException {
        queue.offer(burst);
        if (queue.events() >= 1000) {
            queue.settle(queue.take(), ForwarderCounter.DELIVERED);
        }
    }
}
