package com.runmat.telemetry.ops;

import java.io.PrintStream;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns every log record of this JVM into one JSON line for Cloud Logging: {@code severity}, {@code message}, {@code time},
 * {@code logger} and the fields that {@link Log} was given.
 *
 * <p>Two things never reach the output because they may quote an event, an address or a URL with a secret: messages of
 * exceptions (their classes and stack frames do), and messages of libraries (their logger and level do).
 */
public final class JsonLog extends Formatter {
    static {
        // takes effect where nobody has logged before: the first use of logging reads it
        System.setProperty("java.util.logging.manager", UntilTheEnd.class.getName());
    }

    private static final String OURS = "com.runmat.telemetry";
    // a strong reference: loggers that nobody holds are collected together with their level
    private static final Logger OURS_LOGGER = Logger.getLogger(OURS);
    private static volatile @Nullable Handler installed;

    private JsonLog() {}

    /** Replaces all handlers of the root logger, and takes the uncaught exceptions; libraries are heard from {@code WARNING} on. */
    public static void install(PrintStream out) {
        UntilTheEnd.keep = false;
        LogManager.getLogManager().reset();
        UntilTheEnd.keep = true;
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        OURS_LOGGER.setLevel(Level.INFO);
        Lines lines = new Lines(out);
        root.addHandler(lines);
        installed = lines;
        Log uncaught = Log.of(JsonLog.class);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> uncaught.error("uncaught exception in a thread", thrown));
    }

    /**
     * Writes one of our own records, past the root logger: the JDK takes its handlers away as soon as a shutdown begins, and then
     * the service still has to say what became of it.
     *
     * @return false when {@link #install} was not called
     */
    static boolean publish(LogRecord event) {
        Handler lines = installed;
        if (lines != null) {
            lines.publish(event);
        }
        return lines != null;
    }

    /** Back to the JDK's own logging. */
    static void uninstall() {
        installed = null;
    }

    @Override
    public String format(LogRecord event) {
        Json line = new Json()
                .with("severity", severity(event.getLevel()))
                .with("message", message(event))
                .with("time", event.getInstant())
                .with("logger", event.getLoggerName())
                .withAll(fields(event.getParameters()));
        if (event.getThrown() != null) {
            line.with("stack_trace", stackTrace(event.getThrown()));
        }
        return line + "\n";
    }

    private static String message(LogRecord event) {
        String logger = String.valueOf(event.getLoggerName());
        boolean ours = logger.equals(OURS) || logger.startsWith(OURS + ".");
        return ours ? String.valueOf(event.getMessage()) : "message of a library, left out: " + logger;
    }

    private static Map<String, ?> fields(Object @Nullable [] parameters) {
        return parameters != null && parameters.length == 1 && parameters[0] instanceof Log.Fields fields
                ? fields.values()
                : Map.of();
    }

    private static String severity(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    /** Classes and frames down the causes, without messages. */
    static String stackTrace(Throwable thrown) {
        StringBuilder trace = new StringBuilder();
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < 8; depth++) {
            trace.append(depth == 0 ? "" : "Caused by: ")
                    .append(current.getClass().getName())
                    .append('\n');
            for (StackTraceElement frame : current.getStackTrace()) {
                trace.append("\tat ").append(frame).append('\n');
            }
            current = current.getCause();
        }
        return trace.toString();
    }

    /** The JDK's own manager removes all handlers as soon as the JVM begins to end, and with them the last lines of a service. */
    public static final class UntilTheEnd extends LogManager {
        private static volatile boolean keep;

        @Override
        public void reset() {
            if (!keep) {
                super.reset();
            }
        }
    }

    /** Each record in one write, so that lines of several threads do not mix. */
    private static final class Lines extends Handler {
        private final PrintStream out;

        Lines(PrintStream out) {
            this.out = out;
            setFormatter(new JsonLog());
        }

        @Override
        public void publish(LogRecord event) {
            if (isLoggable(event)) {
                out.print(getFormatter().format(event));
                out.flush();
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
