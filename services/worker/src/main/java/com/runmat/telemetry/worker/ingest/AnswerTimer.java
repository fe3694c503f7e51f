package com.runmat.telemetry.worker.ingest;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends waits whose event travels with somebody else's patience: a client with one event waits two seconds, the batch that brought
 * the same event may take eight. Thread-safe.
 */
final class AnswerTimer {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final long nanos;

    AnswerTimer(Duration time) {
        this.nanos = time.toNanos();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("answer-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    Future<?> start(Runnable end) {
        return TIMER.schedule(end, nanos, TimeUnit.NANOSECONDS);
    }
}
