package com.runmat.telemetry.client;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/**
 * What a fresh JVM's first use of the client takes from its caller: settings, start and the first event. Prints microseconds of the
 * calling thread's CPU time, which another program's load hardly changes, and of the clock.
 */
final class StartCost {
    private StartCost() {}

    public static void main(String[] arguments) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadCpuTime();
        Run run = new Run(RunKind.SCRIPT, "0.6.2", true, false);
        Supplier<Event> started = new Supplier<>() {
            @Override
            public Event get() {
                return run.started();
            }
        };
        long cpu = threads.getCurrentThreadCpuTime();
        long clock = System.nanoTime();
        Telemetry telemetry = Telemetry.start(Settings.read());
        telemetry.send(started);
        long clockTaken = System.nanoTime() - clock;
        long cpuTaken = threads.getCurrentThreadCpuTime() - cpu;
        System.out.println(cpuTaken / 1_000 + " " + clockTaken / 1_000);
    }
}
