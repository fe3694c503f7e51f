package com.runmat.telemetry.client.config;

/** Says where a text stops being TOML. */
final class NotToml extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int at;

    NotToml(int at) {
        super("not TOML at " + at, null, false, false);
        this.at = at;
    }

    int at() {
        return at;
    }
}
