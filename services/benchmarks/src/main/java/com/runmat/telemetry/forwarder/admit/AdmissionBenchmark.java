package com.runmat.telemetry.forwarder.admit;

import com.runmat.telemetry.benchmarks.Measured;
import com.runmat.telemetry.contract.SampleBytes;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.queue.QueueLimits;
import com.runmat.telemetry.ops.Counters;
import java.net.InetAddress;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Warmup;

/** A burst from the socket to the relay: limited or not, framed, queued, taken, settled. Each figure is of one event. */
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class AdmissionBenchmark extends Measured {
    private static final int BURST = 64;

    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);
    private final EventQueue queue = new EventQueue(
            new QueueLimits(20_000, 16 << 20, 1000, 512 << 10, Duration.ZERO, Duration.ofMinutes(10)), counters);
    private final Admission unlimited = new Admission(new SourceLimiter(0), queue, counters);
    private final Admission limited = new Admission(new SourceLimiter(1_000_000), queue, counters);
    private final InetAddress source = InetAddress.getLoopbackAddress();
    private final byte[] finished = SampleBytes.finished(1);

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void unlimited() throws InterruptedException {
        burst(unlimited);
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void limited() throws InterruptedException {
        burst(limited);
    }

    private void burst(Admission admission) throws InterruptedException {
        for (int i = 0; i < BURST; i++) {
            admission.admit(finished, finished.length, source);
        }
        admission.endBurst();
        if (queue.events() >= 1000) {
            queue.settle(queue.take(), ForwarderCounter.DELIVERED);
        }
    }
}
