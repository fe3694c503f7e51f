package com.runmat.telemetry.ops;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where a class logs: a fixed message and structured fields. Neither may hold anything that a client sent, an address or a
 * secret; what varies belongs into the fields, so that one kind of event is always one message. Thread-safe.
 */
public final class Log {
    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    public static Log of(Class<?> owner) {
        return new Log(Logger.getLogger(owner.getName()));
    }

    public void info(String message) {
        info(message, Map.of());
    }

    public void info(String message, Map<String, ?> fields) {
        write(Level.INFO, message, fields, null);
    }

    public void warning(String message, Map<String, ?> fields) {
        write(Level.WARNING, message, fields, null);
    }

    public void error(String message, Map<String, ?> fields) {
        write(Level.SEVERE, message, fields, null);
    }

    /** For defects: the stack trace is logged, the throwable's message is not. */
    public void error(String message, Throwable thrown) {
        write(Level.SEVERE, message, Map.of(), thrown);
    }

    private void write(Level level, String message, Map<String, ?> fields, @Nullable Throwable thrown) {
        LogRecord event = new LogRecord(level, message);
        event.setLoggerName(logger.getName());
        event.setParameters(new Object[] {new Fields(fields)});
        event.setThrown(thrown);
        if (!JsonLog.publish(event)) {
            logger.log(event);
        }
    }

    /** How the fields travel in a {@link LogRecord}. */
    record Fields(Map<String, ?> values) {}
}
