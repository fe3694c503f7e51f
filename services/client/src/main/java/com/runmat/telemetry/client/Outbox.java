package com.runmat.telemetry.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events on their way, the one daemon thread that takes them there, and what became of them. The thread begins with the first
 * event and ends with the last one once {@link #close} was called. The queue is bounded by its rule: each of the five events is
 * taken once. Thread-safe.
 *
 * <p>A fresh JVM loads each class on its caller's time, hence no executor, no lambda and no class for a task or a counter;
 * and no {@code EnumSet}, which asks its enum for its constants by reflection.
 */
final class Outbox implements Runnable {
    private final Settings settings;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private final Set<Label> taken = new HashSet<>();
    private final Set<Label> underway = new HashSet<>();
    private final Map<Count, Integer> counts = new HashMap<>();
    private @Nullable Thread thread;
    private boolean closed;

    Outbox(Settings settings) {
        this.settings = settings;
    }

    synchronized void count(Count count) {
        counts.put(count, countOf(count) + 1);
    }

    synchronized int countOf(Count count) {
        return count == Count.ACCEPTED ? taken.size() : counts.getOrDefault(count, 0);
    }

    /** Takes an event, unless it was taken before or the box is closed. */
    synchronized void put(Event event) {
        if (closed) {
            count(Count.NOT_QUEUED);
        } else if (!taken.add(event.label())) {
            count(Count.REPEATED);
        } else {
            underway.add(event.label());
            waiting.add(event);
            startOrWake();
        }
    }

    /** Takes no more, and waits for those on their way as the rule says; they go even when its limit comes first. */
    synchronized void close(Drain drain) throws InterruptedException {
        closed = true;
        notifyAll();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(drain.limitMillis());
        long left = drain.limitMillis();
        while (left > 0 && waitsFor(drain)) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        if (waitsFor(drain)) {
            count(Count.DRAIN_TIMED_OUT);
        }
    }

    @Override
    public void run() {
        Delivery delivery = new Delivery(settings, System.err);
        try {
            for (Event event = next(); event != null; event = next()) {
                deliver(delivery, event);
            }
        } catch (InterruptedException endsEarly) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Delivery delivery, Event event) {
        try {
            for (Count outcome : delivery.deliver(event)) {
                count(outcome);
            }
        } finally {
            left(event.label());
        }
    }

    private synchronized void left(Label label) {
        underway.remove(label);
        notifyAll();
    }

    private synchronized @Nullable Event next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return waiting.poll();
    }

    private boolean waitsFor(Drain drain) {
        return switch (drain) {
            case NONE -> false;
            case STARTED -> underway.contains(Label.RUNTIME_STARTED);
            case ALL -> !underway.isEmpty();
        };
    }

    private void startOrWake() {
        notifyAll();
        if (thread == null) {
            thread = new Thread(this, "runmat-telemetry");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
