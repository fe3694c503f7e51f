package com.runmat.telemetry.infra.images;

import java.util.regex.Pattern;

/** The registries that may be spoken to without TLS: those on this machine. */
final class Loopback {
    private static final Pattern HOST = Pattern.compile("(localhost|127(\\.\\d{1,3}){3})(:\\d+)?(/.*)?");

    private Loopback() {}

    /** @param registry a host, or an image reference that starts with one */
    static boolean is(String registry) {
        return HOST.matcher(registry).matches();
    }
}
