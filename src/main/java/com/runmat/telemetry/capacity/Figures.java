package com.runmat.telemetry.capacity;

import java.util.List;

/**
 * What was measured, from figures.yaml: CPU microseconds, bytes, and the services' own bounds.
 *
 * @param machines that forwarders may run on, the smallest first
 */
record Figures(Forwarder forwarder, Worker worker, Bytes bytes, Assumed assumed, List<Machine> machines) {
    record Forwarder(
            double cpuMicros,
            double sockets,
            double receiveBuffer,
            double queueEvents,
            double batchEvents,
            double linger,
            double maxAge,
            double maxBackoff) {}

    record Worker(double requestMicros, double batchedMicros, double batchEvents, double requests) {}

    /** Of one event: by UDP, by HTTPS, to PostHog. */
    record Bytes(double datagram, double request, double backend) {}

    /**
     * What nobody measured.
     *
     * @param answer seconds until PostHog has answered
     * @param usage how much of what is there may be used at the peak, from 0 to 1
     */
    record Assumed(double answer, double usage) {}

    /** A machine type, with what it gets of a core for good. */
    record Machine(String type, double cores, double gibibytes) {}

    static Figures measured() {
        Table file = Table.file("figures.yaml");
        return new Figures(
                forwarder(file.table("forwarder")),
                worker(file.table("worker")),
                bytes(file.table("bytes")),
                new Assumed(
                        file.table("assumed").number("answer"),
                        file.table("assumed").number("usage")),
                file.tables("machines").stream()
                        .map(m -> new Machine(m.text("type"), m.number("cores"), m.number("gibibytes")))
                        .toList());
    }

    private static Forwarder forwarder(Table figures) {
        return new Forwarder(
                figures.number("cpuMicros"),
                figures.number("sockets"),
                figures.number("receiveBuffer"),
                figures.number("queueEvents"),
                figures.number("batchEvents"),
                figures.number("linger"),
                figures.number("maxAge"),
                figures.number("maxBackoff"));
    }

    private static Worker worker(Table figures) {
        return new Worker(
                figures.number("requestMicros"),
                figures.number("batchedMicros"),
                figures.number("batchEvents"),
                figures.number("requests"));
    }

    private static Bytes bytes(Table figures) {
        return new Bytes(figures.number("datagram"), figures.number("request"), figures.number("backend"));
    }
}
