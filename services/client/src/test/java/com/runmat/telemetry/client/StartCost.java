package com.runmat.telemetry.client;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/**
 * What a fresh JVM's first use of the client takes from its caller: settings, start, and the first event made and sent. Prints
 * microseconds of the calling thread's CPU time, which another program's load changes less than the clock's, and the decision.
 */
final class StartCost implements Supplier<Event> {
    @Override
    public Event get() {
        return new Run(RunKind.SCRIPT, "0.6.2", true, false).started();
    }

    public static void main(String[] arguments) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        StartCost started = new StartCost();
        long cpu = threads.getCurrentThreadCpuTime();
        Telemetry telemetry = Telemetry.start(Settings.read());
        telemetry.send(started);
        long cpuTaken = threads.getCurrentThreadCpuTime() - cpu;
        System.out.println(cpuTaken / 1_000 + " " + telemetry.decision());
    }
}
