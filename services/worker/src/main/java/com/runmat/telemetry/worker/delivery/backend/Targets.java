package com.runmat.telemetry.worker.delivery.backend;

import java.net.URI;

/** Addresses on a configured host. */
final class Targets {
    private Targets() {}

    /** The path on the host, which may be written with or without a slash at its end. */
    static URI path(URI host, String path) {
        String base = host.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
