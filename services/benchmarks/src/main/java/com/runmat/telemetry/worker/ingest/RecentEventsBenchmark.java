package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.benchmarks.Measured;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.SampleBytes;
import com.runmat.telemetry.worker.delivery.Delivery;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import java.util.Objects;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to know an event again, among as many as a worker remembers. */
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx96m"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecentEventsBenchmark extends Measured {
    private static final int REMEMBERED = 10_000;
    private static final RecentEvents.Waiter NOBODY = (place, outcome, copy) -> {};

    private final RecentEvents recent = new RecentEvents(REMEMBERED);
    private final Event[] events =
            IntStream.range(0, 2 * REMEMBERED).mapToObj(SampleBytes::event).toArray(Event[]::new);
    private int next;

    /** The first copy of an event and its departure, while the eldest is forgotten. */
    @Benchmark
    public void first() {
        next = (next + 1) % events.length;
        Delivery delivery = recent.claim(events[next], NOBODY, 0);
        Objects.requireNonNull(delivery, "forgotten by now").completed(Outcome.DELIVERED);
    }

    /** The second copy of the same event. */
    @Benchmark
    public Object second() {
        Delivery delivery = recent.claim(events[0], NOBODY, 0);
        if (delivery != null) {
            delivery.completed(Outcome.DELIVERED);
        }
        return recent;
    }
}
