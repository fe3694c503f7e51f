package com.runmat.telemetry.sender;

import java.util.Locale;

/** What {@code send} sends: one event, or those of a whole run. */
enum What {
    RUN,
    INSTALL,
    INSTALL_START,
    INSTALL_COMPLETE,
    INSTALL_FAILED,
    RUNTIME_STARTED,
    RUNTIME_FINISHED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
