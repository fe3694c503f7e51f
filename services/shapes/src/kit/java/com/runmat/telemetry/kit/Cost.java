package com.runmat.telemetry.kit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a piece of work costs the thread that does it, so that a build can fail where it has become dearer. Time by the clock says
 * nothing on a busy machine, and CPU time is another on each; so work is weighed against a yardstick, another piece of work that is
 * done in turn with it on the same thread. Whoever else uses the machine slows some turns of both; so the quickest turn of each counts.
 * The yardstick is run until the JVM has compiled it, and the work for as many turns as it takes to come below the bound.
 */
public final class Cost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** For one turn, far above what the system's clock of CPU time resolves. */
    private static final long TURN_NANOS = Duration.ofMillis(20).toNanos();

    /** Turns of the yardstick before it counts: a second of CPU time, in which a late compiler is done as well. */
    private static final int WARM_UP_TURNS = 50;

    /** Turns after which the code that allocates has been compiled, if it ever is. */
    private static final int MOST_TURNS = 400;

    /** Of CPU time; what has not come below its bound by then has become dearer. */
    private static final long ENOUGH_NANOS = Duration.ofSeconds(12).toNanos();

    private Cost() {}

    /** Bytes that one run allocates; stops to look for less once it is not above the bound. */
    public static long bytes(Runnable work, long bound) {
        int runs = 50;
        long least = Long.MAX_VALUE;
        for (int turn = 0; turn < MOST_TURNS && least > bound; turn++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            repeat(work, runs);
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / runs);
        }
        return least;
    }

    /** How many times the yardstick's CPU time the work takes; stops to look for less once it is not above the bound. */
    public static double ratio(Runnable work, Runnable yardstick, double bound) {
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            double ignored = nanosEach(yardstick);
        }
        double unit = Double.MAX_VALUE;
        double least = Double.MAX_VALUE;
        long end = cpu() + ENOUGH_NANOS;
        do {
            unit = Math.min(unit, nanosEach(yardstick));
            least = Math.min(least, nanosEach(work));
        } while (least / unit > bound && cpu() < end);
        return least / unit;
    }

    private static double nanosEach(Runnable work) {
        long began = cpu();
        long took = 0;
        int runs = 0;
        for (int more = 16; took < TURN_NANOS; more *= 2) {
            repeat(work, more);
            runs += more;
            took = cpu() - began;
        }
        return (double) took / runs;
    }

    private static void repeat(Runnable work, int runs) {
        for (int i = 0; i < runs; i++) {
            work.run();
        }
    }

    private static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
