package com.runmat.telemetry.client;

import java.util.List;

/** What {@link Telemetry#close} waits for, and for how long at most. */
public enum Drain {
    /** The {@code runtime_started} event on both paths and the datagram of each other event, up to 50 ms, so that the shortest script counts. */
    STARTED(50),
    /** Nothing. */
    NONE(0),
    /** Every event, up to 5 s: a run's two events with 2 s for each request, and time to begin. */
    ALL(5_000);

    private final long limitMillis;

    Drain(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    public long limitMillis() {
        return limitMillis;
    }

    static Drain read(String text, List<String> mistakes) {
        for (Drain drain : values()) {
            if (drain.name().equalsIgnoreCase(text)) {
                return drain;
            }
        }
        if (!text.isEmpty()) {
            mistakes.add("RUNMAT_TELEMETRY_DRAIN must be started, none or all; started is used");
        }
        return STARTED;
    }
}
