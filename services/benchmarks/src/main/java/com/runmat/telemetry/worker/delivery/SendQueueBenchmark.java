package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.benchmarks.Measured;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.SampleBytes;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs an event to wait in the queue, added alone or with the others of its request; each figure is of one event. */
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SendQueueBenchmark extends Measured {
    private static final int BATCH = 100;

    private final SendQueue queue = new SendQueue(500, event -> "");
    private final List<Delivery> deliveries = IntStream.range(0, BATCH)
            .mapToObj(number -> (Delivery) new Leaving(SampleBytes.event(number)))
            .toList();

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object together() {
        queue.add(deliveries);
        return queue.take();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object oneByOne() {
        for (Delivery delivery : deliveries) {
            queue.add(List.of(delivery));
        }
        return queue.take();
    }

    private record Leaving(Event event) implements Delivery {
        @Override
        public void completed(Outcome outcome) {
            // nobody waits for it
        }
    }
}
