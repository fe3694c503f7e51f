package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.ops.JsonLog;
import com.runmat.telemetry.ops.Severity;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.LoggerProvider;
import org.jspecify.annotations.Nullable;

/**
 * Hands what the server's library logs straight on to {@link JsonLog}: by itself it would set up the JDK's logging at each start.
 * Found by its name in {@code META-INF/services}. The contexts that a line may have there are not kept.
 */
public final class ServerLogging implements LoggerProvider {
    @Override
    public Logger getLogger(String name) {
        return new Named(name);
    }

    /** One logger of the library's. */
    private static final class Named extends Logger {
        private static final long serialVersionUID = 1;

        Named(String name) {
            super(name);
        }

        @Override
        public boolean isEnabled(Level level) {
            return severity(level).compareTo(Severity.WARNING) >= 0;
        }

        @Override
        protected void doLog(
                Level level,
                String loggerClass,
                Object message,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            JsonLog.ofLibrary(severity(level), getName(), thrown);
        }

        @Override
        protected void doLogf(
                Level level,
                String loggerClass,
                String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            JsonLog.ofLibrary(severity(level), getName(), thrown);
        }

        private static Severity severity(Level level) {
            return switch (level) {
                case FATAL, ERROR -> Severity.ERROR;
                case WARN -> Severity.WARNING;
                case INFO -> Severity.INFO;
                case DEBUG, TRACE -> Severity.DEBUG;
            };
        }
    }

    @Override
    public @Nullable Object putMdc(String key, Object value) {
        return null;
    }

    @Override
    public @Nullable Object getMdc(String key) {
        return null;
    }

    @Override
    public Map<String, Object> getMdcMap() {
        return Map.of();
    }

    @Override
    public void removeMdc(String key) {
        // none is kept
    }

    @Override
    public void clearMdc() {
        // none is kept
    }

    @Override
    public String getNdc() {
        return "";
    }

    @Override
    public int getNdcDepth() {
        return 0;
    }

    @Override
    public String popNdc() {
        return "";
    }

    @Override
    public String peekNdc() {
        return "";
    }

    @Override
    public void pushNdc(String message) {
        // none is kept
    }

    @Override
    public void clearNdc() {
        // none is kept
    }

    @Override
    public void setNdcMaxDepth(int depth) {
        // none is kept
    }
}
