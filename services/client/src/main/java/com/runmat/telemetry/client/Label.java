package com.runmat.telemetry.client;

import java.util.Locale;

/** The five events that exist. */
public enum Label {
    INSTALL_START,
    INSTALL_COMPLETE,
    INSTALL_FAILED,
    RUNTIME_STARTED,
    RUNTIME_FINISHED;

    /** As it stands in {@code event_label}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
