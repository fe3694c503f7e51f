package com.runmat.telemetry.capacity.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** One forwarder: a socket, a queue in the order of arrival, and the counts of what it could not keep. */
final class Station {
    private final Fleet fleet;
    private final Deque<Arrival> queue = new ArrayDeque<>();
    private double socket;
    private double held;
    double kernelDropped;
    double queueFull;
    double expired;
    double delivered;
    double longest;

    /** So many events of one moment. */
    private record Arrival(double at, double events) {}

    Station(Fleet fleet) {
        this.fleet = fleet;
    }

    double held() {
        return held + socket;
    }

    /** What comes waits in the socket; what no longer fits, the kernel drops; what the CPU manages is queued. */
    void take(double events, double at, double step) {
        socket += events;
        double read = Math.min(socket, fleet.readRate() * step);
        socket -= read;
        double overflow = Math.max(0, socket - fleet.socketEvents());
        socket -= overflow;
        kernelDropped += overflow;
        double fits = Math.min(read, Math.max(0, fleet.queueEvents() - held));
        queueFull += read - fits;
        held += fits;
        if (fits > 0) {
            queue.add(new Arrival(at, fits));
        }
    }

    void expire(double at) {
        while (!queue.isEmpty() && at - queue.getFirst().at() > fleet.maxAge()) {
            double gone = queue.removeFirst().events();
            held -= gone;
            expired += gone;
        }
    }

    /** Oldest first, at most so many. */
    void deliver(double most, double at) {
        double left = Math.min(most, held);
        while (left > 0 && !queue.isEmpty()) {
            Arrival oldest = queue.removeFirst();
            double goes = Math.min(left, oldest.events());
            if (goes < oldest.events()) {
                queue.addFirst(new Arrival(oldest.at(), oldest.events() - goes));
            }
            left -= goes;
            held -= goes;
            delivered += goes;
            longest = Math.max(longest, at - oldest.at());
        }
    }

    /** Everything it held, which is gone; it stands there empty afterwards. */
    double lose() {
        double gone = held();
        queue.clear();
        held = 0;
        socket = 0;
        return gone;
    }
}
