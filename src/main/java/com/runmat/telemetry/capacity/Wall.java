package com.runmat.telemetry.capacity;

import java.util.Comparator;
import java.util.List;

/**
 * A rate that a stack's settings do not let through.
 *
 * @param what is used up
 * @param perSecond events
 * @param turn the setting, or what else moves it
 */
record Wall(String what, double perSecond, String turn) {
    /** Those of a stack, the first to be met first. */
    static List<Wall> of(Stack stack, Figures figures) {
        Figures.Forwarder forwarder = figures.forwarder();
        Figures.Worker worker = figures.worker();
        double answers = 1 / figures.assumed().answer();
        double cores = machine(stack, figures).cores();
        return List.of(
                        new Wall(
                                "requests that workers serve at once",
                                stack.workers() * stack.workerConcurrency() * answers,
                                "workerConcurrency, workerMaxInstances"),
                        new Wall(
                                "CPU of the workers",
                                stack.workers() * stack.workerCpu() * 1e6 / micros(worker),
                                "workerMaxInstances, workerCpu"),
                        new Wall(
                                "CPU of the forwarders",
                                stack.maxForwarders() * cores * 1e6 / forwarder.cpuMicros(),
                                "forwarderMachineType, forwarderMaxReplicas"),
                        new Wall(
                                "requests of the forwarders to the workers",
                                stack.maxForwarders()
                                        * stack.forwarderConcurrency()
                                        * forwarder.batchEvents()
                                        * answers,
                                "forwarderConcurrency"),
                        new Wall(
                                "requests to PostHog at once, as clients' events need them",
                                stack.workers() * worker.requests() * worker.batchEvents() * answers,
                                "workerMaxInstances"))
                .stream()
                .sorted(Comparator.comparingDouble(Wall::perSecond))
                .toList();
    }

    /** Of an event that comes both ways. */
    static double micros(Figures.Worker worker) {
        return worker.requestMicros() + worker.batchedMicros();
    }

    private static Figures.Machine machine(Stack stack, Figures figures) {
        return figures.machines().stream()
                .filter(machine -> machine.type().equals(stack.machine()))
                .findFirst()
                .orElse(figures.machines().get(0));
    }
}
