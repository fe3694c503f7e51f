package com.runmat.telemetry.capacity;

import com.runmat.telemetry.capacity.simulation.Fleet;
import com.runmat.telemetry.capacity.simulation.Outcome;
import com.runmat.telemetry.capacity.simulation.Simulation;
import com.runmat.telemetry.capacity.simulation.Traffic;
import com.runmat.telemetry.capacity.simulation.Traffic.Burst;
import com.runmat.telemetry.capacity.simulation.Traffic.Loss;
import com.runmat.telemetry.capacity.simulation.Traffic.Span;
import java.util.List;

/** What may happen at the peak of a day, and what then becomes of the datagrams. */
record Trouble(String name, List<Burst> bursts, List<Span> outages, List<Loss> losses) {
    private static final double LASTS = 120;

    /** A datagram takes about this much of a socket's buffer, whatever its size (skb truesize). */
    private static final double SOCKET_BYTES = 1280;

    /** The load balancer's two failed checks, and a machine's start (docs/operate). */
    private static final double NOTICED = 13;

    private static final double REPLACED = 90;

    static List<Trouble> all() {
        return List.of(
                new Trouble("nothing", List.of(), List.of(), List.of()),
                new Trouble(
                        "ten times as many for 10 s", List.of(new Burst(new Span(10, 20), 10)), List.of(), List.of()),
                new Trouble("a forwarder is lost", List.of(), List.of(), List.of(new Loss(0, 10, NOTICED, REPLACED))),
                new Trouble("PostHog away for 10 s", List.of(), List.of(new Span(10, 20)), List.of()),
                new Trouble("PostHog away for a minute", List.of(), List.of(new Span(10, 70)), List.of()));
    }

    Outcome at(Demand demand, Need need, Stack stack, Figures figures) {
        return Simulation.of(fleet(need, stack, figures), new Traffic(LASTS, demand.atPeak(), bursts, outages, losses));
    }

    private static Fleet fleet(Need need, Stack stack, Figures figures) {
        Figures.Forwarder forwarder = figures.forwarder();
        double answer = figures.assumed().answer();
        return new Fleet(
                need.forwarders(),
                need.machine().cores() * 1e6 / forwarder.cpuMicros(),
                forwarder.sockets() * forwarder.receiveBuffer() / SOCKET_BYTES,
                forwarder.queueEvents(),
                forwarder.maxAge(),
                need.posts() * forwarder.batchEvents() / answer,
                forwarder.maxBackoff() / 2,
                need.workers() * stack.workerCpu() * 1e6 / figures.worker().batchedMicros());
    }
}
