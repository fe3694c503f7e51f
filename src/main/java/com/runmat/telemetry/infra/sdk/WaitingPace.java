package com.runmat.telemetry.infra.sdk;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Has the SDK wait between two looks at its unfinished tasks. Its 1.36.1 looks again at once, for as long as the program
 * runs, which takes a whole core from the engine and the provider (docs/decisions tells what it costs). Each look begins
 * with a line for a log that nobody reads: that is where it is held up.
 */
final class WaitingPace {
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** The line's beginning; in a version that says something else nothing is held up. */
    private static final String LOOK = "Remaining tasks";

    /** Kept, for the log manager would forget the logger with its filter. */
    private static final Logger LOG = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

    private WaitingPace() {}

    /** For all programs that run in this JVM. */
    static void set() {
        LOG.setLevel(Level.FINEST);
        LOG.setFilter(WaitingPace::holdUp);
    }

    /** Lets through what was let through before. */
    private static boolean holdUp(LogRecord line) {
        if (line.getMessage().startsWith(LOOK)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return line.getLevel().intValue() >= Level.INFO.intValue();
    }
}
