package com.runmat.telemetry.ops.http;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has one task run when it is time, and no thread woken before. Times are by {@link System#nanoTime()}; a task that is late runs as
 * soon as it can. Thread-safe.
 */
final class Alarm implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final LongSupplier task;
    private @Nullable Future<?> pending;
    private long next;
    private boolean closed;

    /** @param task says when it wants to run again; it runs under this alarm's lock, and so sees what was there before {@link #by} */
    Alarm(ScheduledExecutorService timer, LongSupplier task) {
        this.timer = timer;
        this.task = task;
    }

    /** Has the task run at this time at the latest. */
    synchronized void by(long nanoTime) {
        if (closed || (pending != null && nanoTime - next >= 0)) {
            return;
        }
        cancel();
        next = nanoTime;
        pending = timer.schedule(this::ring, Math.max(0, nanoTime - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private synchronized void ring() {
        pending = null;
        if (!closed) {
            by(task.getAsLong());
        }
    }

    private void cancel() {
        if (pending != null) {
            pending.cancel(false);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        cancel();
    }
}
