package com.runmat.telemetry.ops;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a class logs: a fixed message and structured fields. Neither may hold anything that a client sent, an address or a
 * secret; what varies belongs into the fields, so that one kind of event is always one message. Thread-safe.
 */
public final class Log {
    private final String name;

    private Log(String name) {
        this.name = name;
    }

    public static Log of(Class<?> owner) {
        return new Log(owner.getName());
    }

    public void info(String message) {
        info(message, Map.of());
    }

    public void info(String message, Map<String, ?> fields) {
        write(Severity.INFO, message, fields, null);
    }

    public void warning(String message, Map<String, ?> fields) {
        write(Severity.WARNING, message, fields, null);
    }

    public void error(String message, Map<String, ?> fields) {
        write(Severity.ERROR, message, fields, null);
    }

    /** For defects: the stack trace is logged, the throwable's message is not. */
    public void error(String message, Throwable thrown) {
        write(Severity.ERROR, message, Map.of(), thrown);
    }

    private void write(Severity severity, String message, Map<String, ?> fields, @Nullable Throwable thrown) {
        if (!JsonLog.write(severity, name, message, fields, thrown)) {
            System.getLogger(name).log(severity.level(), message, thrown);
        }
    }
}
