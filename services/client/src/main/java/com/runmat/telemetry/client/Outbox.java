package com.runmat.telemetry.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events of this process in the order in which they were taken, how far each path has come with them, and what became of them.
 * Each path has a daemon thread of its own that takes the next event as soon as it is there, so that neither waits for the other;
 * both begin with the first event and end with the last one once {@link #close} was called. Each of the five events is taken once,
 * which bounds the list. Thread-safe.
 *
 * <p>A fresh JVM loads each class on its caller's time, hence no executor, no lambda and no class for a task or a counter; and
 * the caller starts one thread, which makes the paths and starts the other.
 */
final class Outbox implements Runnable {
    static final int UDP = 0;
    static final int HTTPS = 1;

    /** No event is under way on a path that is switched off. */
    private static final int ALL_THERE_WILL_BE = Integer.MAX_VALUE;

    /** In a fresh JVM, loading what HTTPS needs would take the processor from the datagram of a run that is soon over. */
    private static final long HEAD_START_MS = 50;

    private final Settings settings;
    private final List<Event> taken = new ArrayList<>();
    private final Map<Count, Integer> counts = new HashMap<>();

    /** How many of the events have ended on each path. */
    private final int[] ended = new int[2];

    private @Nullable Thread thread;
    private boolean closed;

    Outbox(Settings settings) {
        this.settings = settings;
    }

    synchronized void count(Count count) {
        counts.put(count, countOf(count) + 1);
    }

    synchronized int countOf(Count count) {
        return switch (count) {
            case ACCEPTED -> taken.size();
            case UNDERWAY_UDP -> underway(UDP);
            case UNDERWAY_HTTPS -> underway(HTTPS);
            default -> counts.getOrDefault(count, 0);
        };
    }

    /** Takes an event, unless it was taken before or the box is closed. */
    synchronized void put(Event event) {
        if (closed) {
            count(Count.NOT_QUEUED);
        } else if (positionOf(event.label()) >= 0) {
            count(Count.REPEATED);
        } else {
            taken.add(event);
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

    /** Makes the paths, starts the thread of one and becomes that of the other. */
    @Override
    public void run() {
        Endpoints endpoints = settings.endpoints();
        Payloads payloads = new Payloads(settings, this, System.err);
        if (endpoints.https() == null) {
            switchedOff(HTTPS);
        } else {
            Transport https = new HttpsPath(endpoints.https(), settings.key());
            daemon(new Delivery(this, HTTPS, payloads, https), "runmat-telemetry-https");
        }
        if (endpoints.udp() == null) {
            switchedOff(UDP);
        } else {
            new Delivery(this, UDP, payloads, new UdpPath(endpoints.udp())).run();
        }
    }

    /** The event that a path has to send next, waited for; null when there will be none. */
    synchronized @Nullable Event next(int path) throws InterruptedException {
        while (underway(path) == 0 && !closed) {
            wait();
        }
        return underway(path) == 0 ? null : taken.get(ended[path]);
    }

    /** What became on a path of the event that it was sending. */
    synchronized void ended(int path, Count outcome) {
        count(outcome);
        ended[path]++;
        notifyAll();
    }

    /** Waits until the first datagram is gone, but not behind a look-up that hangs. */
    synchronized void giveUdpTheStart() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEAD_START_MS);
        long left = HEAD_START_MS;
        while (left > 0 && ended[UDP] == 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    private synchronized void switchedOff(int path) {
        ended[path] = ALL_THERE_WILL_BE;
        notifyAll();
    }

    private int underway(int path) {
        return Math.max(0, taken.size() - ended[path]);
    }

    /** A datagram takes no answer, so by default the exit gives all of them the time that it gives the started event. */
    private boolean waitsFor(Drain drain) {
        return switch (drain) {
            case NONE -> false;
            case STARTED -> underway(UDP) > 0 || positionOf(Label.RUNTIME_STARTED) >= ended[HTTPS];
            case ALL -> underway(UDP) > 0 || underway(HTTPS) > 0;
        };
    }

    /** Where an event stands among those taken, or -1. */
    private int positionOf(Label label) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i).label() == label) {
                return i;
            }
        }
        return -1;
    }

    private void startOrWake() {
        notifyAll();
        if (thread == null) {
            thread = daemon(this, "runmat-telemetry");
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
