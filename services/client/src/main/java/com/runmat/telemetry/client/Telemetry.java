package com.runmat.telemetry.client;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a process's events and never makes it wait: {@link #send} puts an event into a short queue, from which a daemon thread
 * for each path takes it, and {@link #close} waits no longer than the {@link Drain} rule allows. Failures are counted, not thrown and not printed. When
 * telemetry is off there is no thread, no socket, no file, and no event is even made. Thread-safe.
 *
 * <pre>{@code
 * try (Telemetry telemetry = Telemetry.start(Settings.read())) {
 *     Run run = new Run(RunKind.SCRIPT, "0.6.2", true, false);
 *     telemetry.send(run::started);
 *     ...
 *     telemetry.send(() -> run.finished().duration(length).succeeded().build());
 * }
 * }</pre>
 */
public final class Telemetry implements AutoCloseable {
    private final Settings settings;
    private final @Nullable Outbox outbox;

    private Telemetry(Settings settings) {
        this.settings = settings;
        this.outbox = settings.on() ? new Outbox(settings) : null;
    }

    /** Cheap: no file, no thread and no socket before the first event. */
    public static Telemetry start(Settings settings) {
        return new Telemetry(settings);
    }

    /** Whether anything will be sent, and which rule decided it. */
    public Decision decision() {
        return settings.decision();
    }

    /**
     * Sends an event once, whatever happens to it. Each of the five goes at most once a process.
     *
     * @param event makes the event, on this thread, and only when telemetry is on
     */
    public void send(Supplier<Event> event) {
        if (outbox == null) {
            return;
        }
        try {
            outbox.put(event.get());
        } catch (RuntimeException notMade) {
            outbox.count(Count.NOT_MADE);
        }
    }

    /** How often that has happened to this process's events so far. */
    public int count(Count count) {
        return outbox == null ? 0 : outbox.countOf(count);
    }

    /** Takes no more events and waits for those on their way as the drain rule says. What is still queued goes if the process lives on. */
    @Override
    public void close() {
        try {
            if (outbox != null) {
                outbox.close(settings.drain());
            }
        } catch (InterruptedException wantedElsewhere) {
            Thread.currentThread().interrupt();
        }
    }
}
