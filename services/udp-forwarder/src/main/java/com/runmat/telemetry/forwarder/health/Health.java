package com.runmat.telemetry.forwarder.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges the forwarder by its threads alone: it is healthy while the worker is away, as a restart would not bring the worker
 * back but lose what waits. Thread-safe.
 *
 * @param vitals the threads that must live
 */
public record Health(List<Vital> vitals) {
    /** Twenty missed heartbeats: neither a pause of the JVM nor a busy machine is a stall. */
    private static final Duration STALL = Duration.ofSeconds(10);

    public Health {
        vitals = List.copyOf(vitals);
    }

    /**
     * A thread that must live.
     *
     * @param heartbeat its last sign of life in {@link System#nanoTime()}, or null for a thread that may wait for as long as it
     *     likes
     */
    public record Vital(
            String kind, Thread thread, @Nullable LongSupplier heartbeat) {}

    /** What is wrong, such as {@code receiver_dead} or {@code receiver_stalled}; empty while all is well. */
    public Optional<String> complaint() {
        long now = System.nanoTime();
        return vitals.stream().flatMap(vital -> complaint(vital, now).stream()).findFirst();
    }

    private static Optional<String> complaint(Vital vital, long now) {
        if (!vital.thread().isAlive()) {
            return Optional.of(vital.kind() + "_dead");
        }
        LongSupplier heartbeat = vital.heartbeat();
        boolean stalled = heartbeat != null && now - heartbeat.getAsLong() > STALL.toNanos();
        return stalled ? Optional.of(vital.kind() + "_stalled") : Optional.empty();
    }
}
