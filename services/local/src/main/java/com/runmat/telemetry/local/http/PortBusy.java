package com.runmat.telemetry.local.http;

import java.io.IOException;

/** Somebody else listens on this port. */
public final class PortBusy extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int port;

    public PortBusy(int port, IOException cause) {
        super("port " + port + " is busy", cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
