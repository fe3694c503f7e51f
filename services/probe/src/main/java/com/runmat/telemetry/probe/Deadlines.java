package com.runmat.telemetry.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends each check after its time and all of them after theirs. A look-up and an answer that comes byte by byte know no end of their
 * own, so a check runs on a daemon thread that is interrupted, which cancels a request, and left behind if that does not end it.
 * Used by one thread.
 */
final class Deadlines {
    private final Limits limits;
    private final long start = System.nanoTime();

    /** The time for all begins now. */
    Deadlines(Limits limits) {
        this.limits = limits;
    }

    /** What a check finds, or that it found nothing in its time. */
    List<Finding> within(Duration limit, String target, String check, Callable<List<Finding>> work)
            throws InterruptedException {
        Duration left = limits.all().minusNanos(System.nanoTime() - start);
        if (!left.isPositive()) {
            return failed(
                    target,
                    check,
                    "not made: the probe's " + limits.all().toSeconds() + " s are over; --deadline gives more");
        }
        FutureTask<List<Finding>> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("probe-check").start(task);
        Duration time = left.compareTo(limit) < 0 ? left : limit;
        try {
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            return failed(target, check, "not done within " + time.toMillis() / 1_000.0 + " s");
        } catch (ExecutionException broken) {
            return failed(target, check, "not done: " + broken.getCause());
        } finally {
            task.cancel(true);
        }
    }

    private static List<Finding> failed(String target, String check, String why) {
        return List.of(Finding.fail(target, check, why));
    }
}
