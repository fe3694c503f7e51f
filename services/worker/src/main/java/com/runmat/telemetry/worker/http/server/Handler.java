package com.runmat.telemetry.worker.http.server;

/** Answers requests. Called on I/O threads: it must not block, and may answer later from any thread. */
@FunctionalInterface
public interface Handler {
    void handle(Exchange exchange);
}
