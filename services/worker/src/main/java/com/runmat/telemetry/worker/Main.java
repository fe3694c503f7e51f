package com.runmat.telemetry.worker;

import com.runmat.telemetry.ops.JsonLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.worker.http.server.CannotListen;
import java.util.Map;
import java.util.Objects;

/** Runs the worker until the process is told to end. Exit codes: 0 after that, 1 the port cannot be had, 2 wrong settings. */
public final class Main {
    private Main() {}

    public static void main(String... args) {
        WorkerSettings settings = WorkerSettings.COMMAND_LINE.settingsOrExit(args);
        JsonLog.install(System.out);
        try {
            Worker worker = Worker.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker), "shutdown"));
        } catch (CannotListen refused) {
            Log.of(Main.class)
                    .error(
                            "cannot listen on PORT: stop the process that uses it, or set PORT to a free port and"
                                    + " BIND_ADDRESS to addresses of this machine",
                            Map.of("port", settings.port(), "cause", cause(refused)));
            System.exit(1);
        }
    }

    /** What the system says, such as that the address is in use. */
    private static String cause(CannotListen refused) {
        return Objects.requireNonNull(refused.getCause()).toString();
    }

    /** A process that a signal ends has the signal's code; one that ended in good order has 0. */
    private static void end(Worker worker) {
        worker.close();
        Runtime.getRuntime().halt(0);
    }
}
