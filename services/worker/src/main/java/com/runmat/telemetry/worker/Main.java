package com.runmat.telemetry.worker;

import com.runmat.telemetry.ops.JsonLog;

/** Runs the worker until the process is told to end. */
public final class Main {
    private Main() {}

    public static void main(String... args) {
        WorkerSettings settings = WorkerSettings.COMMAND_LINE.settingsOrExit(args);
        JsonLog.install(System.out);
        Worker worker = Worker.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker), "shutdown"));
    }

    /** A process that a signal ends has the signal's code; one that ended in good order has 0. */
    private static void end(Worker worker) {
        worker.close();
        Runtime.getRuntime().halt(0);
    }
}
