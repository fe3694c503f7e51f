package com.runmat.telemetry.client;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a process's events and never makes it wait: {@link #send} puts an event into a short queue, one daemon thread takes it
 * from there, and {@link #close} waits no longer than the {@link Drain} rule allows. Failures are counted, not thrown and not printed. When
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
    private final Counts counts = new Counts();
    private final Set<Label> taken = EnumSet.noneOf(Label.class);
    private final Background background = new Background();
    private @Nullable Delivery delivery;
    private volatile @Nullable Departure started;

    private Telemetry(Settings settings) {
        this.settings = settings;
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
        if (!settings.decision().on()) {
            return;
        }
        try {
            queue(event.get());
        } catch (RuntimeException notMade) {
            counts.add(Count.NOT_MADE);
        }
    }

    /** How often that has happened to this process's events so far. */
    public long count(Count count) {
        return counts.of(count);
    }

    /** Takes no more events and waits for those on their way as the drain rule says. What is still queued goes if the process lives on. */
    @Override
    public void close() {
        background.finish();
        try {
            if (!drained(settings.drain())) {
                counts.add(Count.DRAIN_TIMED_OUT);
            }
        } catch (InterruptedException wantedElsewhere) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean drained(Drain drain) throws InterruptedException {
        if (drain == Drain.ALL) {
            return background.await(drain.limit().toMillis());
        }
        Departure first = started;
        return drain == Drain.NONE || first == null || first.await(drain.limit().toMillis());
    }

    private void queue(Event event) {
        Departure departure = new Departure(event);
        if (!take(event.label())) {
            counts.add(Count.REPEATED);
        } else if (background.run(departure)) {
            counts.add(Count.ACCEPTED);
            started = event.label() == Label.RUNTIME_STARTED ? departure : started;
        } else {
            counts.add(Count.NOT_QUEUED);
        }
    }

    /** An event on the background thread. Not a lambda: a JVM's first lambda costs the caller some 10 ms. */
    private final class Departure implements Runnable {
        private final Event event;
        private boolean gone;

        Departure(Event event) {
            this.event = event;
        }

        @Override
        public void run() {
            try {
                delivery().deliver(event);
            } finally {
                leave();
            }
        }

        private synchronized void leave() {
            gone = true;
            notifyAll();
        }

        /** False when the limit came first. */
        synchronized boolean await(long millis) throws InterruptedException {
            long end = System.nanoTime() + millis * 1_000_000;
            for (long left = millis; !gone && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            return gone;
        }
    }

    /** Made by the background thread, which alone uses it. */
    private Delivery delivery() {
        if (delivery == null) {
            delivery = new Delivery(settings, counts, System.err);
        }
        return delivery;
    }

    private boolean take(Label label) {
        synchronized (taken) {
            return taken.add(label);
        }
    }
}
