package com.runmat.telemetry.capacity.simulation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Follows events through a fleet in steps of ten milliseconds, as quantities rather than one by one: how many come in a
 * step, how many the CPU takes, how many fit the queue, how many the worker takes. The same arguments give the same outcome.
 */
public final class Simulation {
    private static final double STEP = 0.01;

    /** Nothing is followed for longer than this after the last event came. */
    private static final double PATIENCE = 3600;

    private final Fleet fleet;
    private final Traffic traffic;
    private final List<Station> stations;
    private double sent;
    private double lost;
    private double mostHeld;

    private Simulation(Fleet fleet, Traffic traffic) {
        this.fleet = fleet;
        this.traffic = traffic;
        this.stations = Stream.generate(() -> new Station(fleet))
                .limit(fleet.forwarders())
                .toList();
    }

    public static Outcome of(Fleet fleet, Traffic traffic) {
        return new Simulation(fleet, traffic).run();
    }

    private Outcome run() {
        double end = traffic.lasts() + PATIENCE;
        for (long step = 0; step * STEP < traffic.lasts() || (sum(Station::held) > 1e-6 && step * STEP < end); step++) {
            step(step * STEP);
        }
        return new Outcome(
                sent,
                sum(s -> s.delivered),
                sum(s -> s.kernelDropped),
                sum(s -> s.queueFull),
                sum(s -> s.expired),
                lost,
                mostHeld,
                stations.stream().mapToDouble(s -> s.longest).max().orElse(0));
    }

    private void step(double at) {
        traffic.losses().stream()
                .filter(loss -> began(loss, at))
                .forEach(loss -> lost += gone(loss).lose());
        spread(traffic.rateAt(at) * STEP, at);
        mostHeld = Math.max(mostHeld, sum(Station::held));
        double most = traffic.out(at, fleet.pause()) ? 0 : STEP;
        for (Station station : stations) {
            station.expire(at);
            station.deliver(most * Math.min(fleet.postRate(), fleet.workerRate() / stations.size()), at);
        }
    }

    /** The load balancer gives each the same, one that is gone too until it has noticed. */
    private void spread(double events, double at) {
        sent += events;
        List<Station> led = stations.stream().filter(s -> !away(s, at, true)).toList();
        for (Station station : led.isEmpty() ? stations : led) {
            double share = events / (led.isEmpty() ? stations.size() : led.size());
            if (away(station, at, false)) {
                lost += share;
            } else {
                station.take(share, at, STEP);
            }
        }
        stations.stream().filter(s -> !led.contains(s)).forEach(s -> s.take(0, at, STEP));
    }

    private boolean away(Station station, double at, boolean noticed) {
        return traffic.losses().stream()
                .filter(loss -> gone(loss) == station)
                .anyMatch(loss -> loss.at() + (noticed ? loss.noticed() : 0) <= at && at < loss.at() + loss.replaced());
    }

    private static boolean began(Traffic.Loss loss, double at) {
        return loss.at() <= at && at < loss.at() + STEP;
    }

    private Station gone(Traffic.Loss loss) {
        return stations.get(loss.forwarder());
    }

    private double sum(ToDoubleFunction<Station> of) {
        return stations.stream().mapToDouble(of).sum();
    }
}
