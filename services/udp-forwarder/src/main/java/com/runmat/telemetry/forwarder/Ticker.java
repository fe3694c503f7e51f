package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.forwarder.key.IngestionKey;
import com.runmat.telemetry.forwarder.receive.KernelWatch;
import com.runmat.telemetry.ops.CountersLog;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The tasks of every second: reads a key that is not known yet, and counts and logs what no datagram would bring up. What the kernel
 * counts itself is read for a line of counters only: its table of sockets is dear to read.
 */
final class Ticker implements Runnable {
    private static final LimitedLog FAILED = new LimitedLog(Log.of(Ticker.class));
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final IngestionKey key;
    private final KernelWatch kernel;
    private final CountersLog countersLog;

    Ticker(IngestionKey key, KernelWatch kernel, CountersLog countersLog) {
        this.key = key;
        this.kernel = kernel;
        this.countersLog = countersLog;
    }

    /** Until it is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                tick();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    void tick() {
        guarded(this::readKey);
        guarded(kernel::countCrowdedSecond);
        if (countersLog.isDue()) {
            guarded(kernel::countDrops);
            guarded(countersLog::write);
        }
    }

    /** A defect must not end the thread: without it the group would replace one VM after the other. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            FAILED.warning(
                    "a periodic task failed", Map.of("class", defect.getClass().getName()));
        }
    }

    /** At the start, so that {@code /ready} does not wait for the first event, and until it worked. */
    private void readKey() {
        try {
            key.current();
        } catch (IOException sourceAway) {
            // its reader has logged it
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
