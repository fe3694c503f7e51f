package com.runmat.telemetry.local;

import com.runmat.telemetry.commandline.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The arguments of {@code local}. */
final class LocalOptions {
    private static final int LAST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "N", description = "the page, default ${DEFAULT-VALUE}")
    private int port = 7840;

    @Option(
            names = "--ingest-port",
            paramLabel = "N",
            description = "where clients post events, default the page's port + 1")
    private @Nullable Integer ingestPort;

    @Option(
            names = "--udp-port",
            paramLabel = "N",
            description = "where clients send datagrams, default ${DEFAULT-VALUE}")
    private int udpPort = 7846;

    @Option(names = "--verbose", description = "show the services' logs")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    /** Throws a {@link Refusal} that says which option is wrong and what it takes. */
    Places places() {
        int ingest = ingestPort != null ? ingestPort : port == 0 ? 0 : port + 1;
        checked("--port", port);
        if (ingest > LAST_PORT && ingestPort == null) {
            throw Refusal.wrongUsage(
                    "behind --port " + port + " there is no port left for events; give --ingest-port too");
        }
        return new Places(port, checked("--ingest-port", ingest), checked("--udp-port", udpPort));
    }

    private static int checked(String option, int port) {
        if (port < 0 || port > LAST_PORT) {
            throw Refusal.wrongUsage(option + " takes a port from 0 to 65535, not " + port);
        }
        return port;
    }
}
