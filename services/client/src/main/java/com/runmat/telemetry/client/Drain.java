package com.runmat.telemetry.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What {@link Telemetry#close} waits for, and for how long at most. */
public enum Drain {
    /** The {@code runtime_started} event, up to 50 ms, so that the shortest script counts. */
    STARTED(Duration.ofMillis(50)),
    /** Nothing. */
    NONE(Duration.ZERO),
    /** Every event, up to 5 s: two events with the HTTP time-out of 2 s each, and a look-up of the names. */
    ALL(Duration.ofSeconds(5));

    private final Duration limit;

    Drain(Duration limit) {
        this.limit = limit;
    }

    public Duration limit() {
        return limit;
    }

    static Drain read(String text, List<String> mistakes) {
        for (Drain drain : values()) {
            if (drain.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return drain;
            }
        }
        if (!text.isEmpty()) {
            mistakes.add("RUNMAT_TELEMETRY_DRAIN must be started, none or all; started is used");
        }
        return STARTED;
    }
}
