package com.runmat.telemetry.ops;

import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes every log line of this JVM as JSON for Cloud Logging: {@code severity}, {@code message}, {@code time}, {@code logger}
 * and the fields that {@link Log} was given. Thread-safe.
 *
 * <p>Two things never reach the output because they may quote an event, an address or a URL with a secret: messages of
 * exceptions (their classes and stack frames do), and messages of libraries (their logger and level do).
 *
 * <p>Own lines do not pass through {@code java.util.logging}: to set that up takes an eighth of a start, as the JDK opens every
 * jar of the class path to see whether one brings another logging, and the JDK takes its handlers away as soon as a shutdown
 * begins, when a service still has to say what became of it.
 */
public final class JsonLog {
    private static volatile @Nullable PrintStream installed;

    private JsonLog() {}

    /** From now on; takes the uncaught exceptions too. What libraries log by the JDK's means is set up when one first does. */
    public static void install(PrintStream out) {
        System.setProperty(JdkLogging.PROPERTY, JdkLogging.class.getName());
        installed = out;
        Log uncaught = Log.of(JsonLog.class);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> uncaught.error("uncaught exception in a thread", thrown));
    }

    /** Back to the JDK's own logging. */
    public static void uninstall() {
        System.clearProperty(JdkLogging.PROPERTY);
        installed = null;
    }

    /** A library's line, without its message; below {@link Severity#WARNING} libraries are not heard. */
    public static void ofLibrary(Severity severity, String logger, @Nullable Throwable thrown) {
        if (severity.compareTo(Severity.WARNING) >= 0) {
            write(severity, logger, "message of a library, left out: " + logger, Map.of(), thrown);
        }
    }

    /** One line, unless {@link #install} was not called: then false. */
    static boolean write(
            Severity severity, String logger, String message, Map<String, ?> fields, @Nullable Throwable thrown) {
        PrintStream out = installed;
        if (out == null) {
            return false;
        }
        Json line = new Json()
                .with("severity", severity)
                .with("message", message)
                .with("time", time(Instant.now()))
                .with("logger", logger)
                .withAll(fields);
        if (thrown != null) {
            line.with("stack_trace", stackTrace(thrown));
        }
        // in one write, so that lines of several threads do not mix
        out.print(line + "\n");
        out.flush();
        return true;
    }

    /** By RFC 3339 to the microsecond; the JDK's formats are not loaded for it. */
    static String time(Instant now) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(now.getEpochSecond(), now.getNano(), ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(32).append(utc.toLocalDate()).append('T');
        LocalTime time = utc.toLocalTime();
        digits(text, time.getHour(), 10).append(':');
        digits(text, time.getMinute(), 10).append(':');
        digits(text, time.getSecond(), 10).append('.');
        return digits(text, time.getNano() / 1000, 100_000).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int first) {
        for (int place = first; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
        return text;
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
}
