package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.ops.JsonLog;
import com.runmat.telemetry.ops.Log;
import java.io.IOException;
import java.util.Map;

/** Starts the service from its environment; it ends by SIGTERM. Exit codes: 1 a port is taken, 2 wrong settings. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        ForwarderSettings settings = ForwarderSettings.COMMAND_LINE.settingsOrExit(args);
        JsonLog.install(System.out);
        try {
            Forwarder forwarder = new Forwarder(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(forwarder::close, "shutdown"));
            Thread.currentThread().join();
        } catch (IOException taken) {
            Log.of(Main.class)
                    .error(
                            "cannot listen: check that UDP_PORT and HEALTH_PORT are free and BIND_ADDRESS is an address of this machine",
                            Map.of("udp_port", settings.udpPort(), "health_port", settings.healthPort()));
            System.exit(1);
        }
    }
}
