package com.runmat.telemetry.worker.http.server;

import java.io.IOException;

/** The port cannot be had: another process listens on it, or this one may not. Its cause's message is the system's own. */
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotListen(int port, IOException cause) {
        super("cannot listen on port " + port, cause);
    }
}
