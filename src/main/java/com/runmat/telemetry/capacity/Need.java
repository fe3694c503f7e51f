package com.runmat.telemetry.capacity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a demand needs at its peak, with one zone of three lost.
 *
 * @param posts requests to the worker that one forwarder has under way at once
 * @param held for how many seconds of the peak the forwarders hold everything while the worker is away
 */
record Need(Figures.Machine machine, int forwarders, int posts, int workers, int workerConcurrency, double held) {
    /** More machines than this are fewer of a larger type instead. */
    private static final int MANY = 12;

    private static final int ZONES = 3;

    /** What Cloud Run allows. */
    private static final int MOST_CONCURRENCY = 1000;

    static Need of(Demand demand, Stack stack, Figures figures) {
        double usage = figures.assumed().usage();
        Figures.Machine machine = machine(demand, figures);
        int forwarders = forwarders(demand, machine, figures);
        double open = demand.atPeak() * figures.assumed().answer();
        int byCpu = up(demand.atPeak() * Wall.micros(figures.worker()) / 1e6 / usage / stack.workerCpu());
        int concurrency = concurrency(open / usage, Math.max(byCpu, stack.workers()), stack.workerConcurrency());
        return new Need(
                machine,
                forwarders,
                Math.max(
                        stack.forwarderConcurrency(),
                        up(open / usage / forwarders / figures.forwarder().batchEvents())),
                Math.max(byCpu, up(open / usage / concurrency)),
                concurrency,
                forwarders * figures.forwarder().queueEvents() / demand.atPeak());
    }

    /** What must be set otherwise than in this stack. */
    List<String> settings(Stack stack) {
        return Stream.of(
                        setting("forwarderMachineType", machine.type(), stack.machine()),
                        setting(
                                "forwarderMaxReplicas",
                                Math.max(forwarders, stack.maxForwarders()),
                                stack.maxForwarders()),
                        setting("forwarderConcurrency", posts, stack.forwarderConcurrency()),
                        setting("workerMaxInstances", Math.max(workers, stack.workers()), stack.workers()),
                        setting("workerConcurrency", workerConcurrency, stack.workerConcurrency()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> setting(String name, Object needed, Object now) {
        return needed.equals(now) ? Optional.empty() : Optional.of(name + " " + needed);
    }

    private static Figures.Machine machine(Demand demand, Figures figures) {
        var machines = figures.machines();
        return machines.stream()
                .filter(machine -> forwarders(demand, machine, figures) <= MANY)
                .findFirst()
                .orElse(machines.get(machines.size() - 1));
    }

    /** One in each zone at least, and two zones of three are enough. */
    private static int forwarders(Demand demand, Figures.Machine machine, Figures figures) {
        double cores = demand.atPeak()
                * figures.forwarder().cpuMicros()
                / 1e6
                / figures.assumed().usage();
        return Math.max(ZONES, up(cores / machine.cores() * ZONES / (ZONES - 1)));
    }

    /** The stack's, unless that many workers then have to serve more at once. */
    private static int concurrency(double requests, int workers, int now) {
        return (int) Math.min(MOST_CONCURRENCY, Math.max(now, Math.ceil(requests / workers / 10) * 10));
    }

    private static int up(double number) {
        return Math.max(1, (int) Math.ceil(number));
    }
}
