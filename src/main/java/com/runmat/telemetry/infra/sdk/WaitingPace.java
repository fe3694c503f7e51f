package com.runmat.telemetry.infra.sdk;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Has the SDK wait between two looks at its unfinished tasks. Its 1.36.1 looks again at once, for as long as the program
 * runs, which takes a whole core from the engine and the provider (docs/decisions tells what it costs). Each look begins
 * with a line for a log that nobody reads: that is where it is held up, the longer the more tasks there are, so that
 * looking costs little at any time and the end, when few are left, is seen at once.
 */
public final class WaitingPace {
    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofMillis(250);

    /** Of the line, which names each task: up to 400,000 characters, whose making takes 40 ms on a busy core. */
    private static final int CHARACTERS_PER_MS = 500;

    /** The line's beginning; in a version that says something else nothing is held up. */
    private static final String LOOK = "Remaining tasks";

    /** Kept, for the log manager would forget the logger with its filter. */
    private static final Logger LOG = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

    private WaitingPace() {}

    /** For all programs that run in this JVM. */
    public static void set() {
        LOG.setLevel(Level.FINEST);
        LOG.setFilter(WaitingPace::holdUp);
    }

    /** Lets through what was let through before. */
    private static boolean holdUp(LogRecord line) {
        if (line.getMessage().startsWith(LOOK)) {
            LockSupport.parkNanos(pause(line.getMessage().length()).toNanos());
        }
        return line.getLevel().intValue() >= Level.INFO.intValue();
    }

    static Duration pause(int characters) {
        var pause = LEAST.plusMillis(characters / CHARACTERS_PER_MS);
        return pause.compareTo(MOST) < 0 ? pause : MOST;
    }
}
