package com.runmat.telemetry.client;

import java.util.Locale;

/** What kind of run a process is. */
public enum RunKind {
    SCRIPT,
    REPL,
    BENCHMARK,
    KERNEL;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
