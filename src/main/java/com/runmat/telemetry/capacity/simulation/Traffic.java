package com.runmat.telemetry.capacity.simulation;

import java.util.List;

/**
 * What happens to a fleet, in seconds from the start.
 *
 * @param lasts how long events come; the simulation goes on until the last has met its end
 * @param rate events a second
 * @param bursts when more come
 * @param outages when the worker, or PostHog behind it, takes nothing
 * @param losses when a forwarder is gone
 */
public record Traffic(double lasts, double rate, List<Burst> bursts, List<Span> outages, List<Loss> losses) {
    public Traffic {
        bursts = List.copyOf(bursts);
        outages = List.copyOf(outages);
        losses = List.copyOf(losses);
    }

    /** From one second up to, but not including, another. */
    public record Span(double from, double to) {
        boolean holds(double at) {
            return from <= at && at < to;
        }
    }

    /** Times as many events as otherwise. */
    public record Burst(Span when, double times) {}

    /**
     * One forwarder is gone with what it holds.
     *
     * @param forwarder which one, from 0
     * @param noticed seconds until the load balancer leads to the others
     * @param replaced seconds until another stands in its place
     */
    public record Loss(int forwarder, double at, double noticed, double replaced) {}

    double rateAt(double at) {
        if (at >= lasts) {
            return 0;
        }
        return bursts.stream()
                .filter(burst -> burst.when().holds(at))
                .mapToDouble(burst -> rate * burst.times())
                .max()
                .orElse(rate);
    }

    /** @param pause how much longer than the outage itself it is felt */
    boolean out(double at, double pause) {
        return outages.stream().anyMatch(outage -> outage.from() <= at && at < outage.to() + pause);
    }
}
