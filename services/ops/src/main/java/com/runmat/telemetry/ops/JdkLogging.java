package com.runmat.telemetry.ops;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;

/**
 * Hands what libraries log by {@code java.util.logging} or {@link System.Logger} on to {@link JsonLog}. The JDK makes one of these
 * where it would read its file of settings, once somebody logs there.
 */
public final class JdkLogging {
    static final String PROPERTY = "java.util.logging.config.class";

    private static final String SETTINGS = "handlers=" + Lines.class.getName() + "\n.level=WARNING\n";

    /** As the JDK wants it. */
    public JdkLogging() throws IOException {
        try (InputStream settings = new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.ISO_8859_1))) {
            LogManager.getLogManager().readConfiguration(settings);
        }
    }

    /** The only handler. */
    public static final class Lines extends Handler {
        @Override
        public void publish(LogRecord event) {
            if (isLoggable(event)) {
                JsonLog.ofLibrary(severity(event.getLevel()), String.valueOf(event.getLoggerName()), event.getThrown());
            }
        }

        private static Severity severity(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return Severity.ERROR;
            }
            if (level.intValue() >= Level.WARNING.intValue()) {
                return Severity.WARNING;
            }
            return level.intValue() >= Level.INFO.intValue() ? Severity.INFO : Severity.DEBUG;
        }

        @Override
        public void flush() {
            // each line is written at once
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
