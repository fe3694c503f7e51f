package com.runmat.telemetry.capacity;

import com.runmat.telemetry.capacity.simulation.Fleet;
import com.runmat.telemetry.capacity.simulation.Outcome;
import com.runmat.telemetry.capacity.simulation.Simulation;
import com.runmat.telemetry.capacity.simulation.Traffic;
import java.util.List;

/**
 * One thing that a real forwarder was seen to do, from points.yaml, and the same in the simulation.
 *
 * @param delivered what was measured, as all of these
 */
record Point(
        String name, Fleet fleet, Traffic traffic, double sent, double delivered, double queueFull, double expired) {
    /** Not what these points are about, and so large that it has no part in them. */
    private static final double PLENTY = 1e6;

    static List<Point> measured() {
        return Table.file("points.yaml").tables("points").stream()
                .map(Point::of)
                .toList();
    }

    Outcome simulated() {
        return Simulation.of(fleet, traffic);
    }

    private static Point of(Table point) {
        double rate = point.number("rate");
        double delivered = point.number("delivered");
        double queueFull = point.number("queueFull");
        double expired = point.number("expired");
        double sent = delivered + queueFull + expired;
        return new Point(
                point.text("name"),
                fleet(point),
                new Traffic(sent / rate, rate, List.of(), outages(point), List.of()),
                sent,
                delivered,
                queueFull,
                expired);
    }

    private static Fleet fleet(Table point) {
        return new Fleet(
                1,
                PLENTY,
                PLENTY,
                point.number("queue", 20_000),
                point.number("maxAge", 600),
                point.number("postRate", PLENTY),
                point.number("pause"),
                PLENTY);
    }

    private static List<Traffic.Span> outages(Table point) {
        double from = point.number("awayFrom", 0);
        return List.of(new Traffic.Span(from, from + point.number("away", 0)));
    }
}
