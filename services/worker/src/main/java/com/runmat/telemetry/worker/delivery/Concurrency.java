package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.ops.http.Deadline;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests may be open at one back end: additive increase, multiplicative decrease. Each answered request adds
 * 1/limit while the limit is in use, which is one more a round trip, up to the bound. A sign of strain takes it down to seven
 * tenths, once for all requests that were open together. It begins at the bound and never falls below four, so that a back end
 * that takes a second is still asked four times a second and those who wait one and a half are served. A forwarder's batches
 * take three quarters at most. Thread-safe.
 */
final class Concurrency {
    private static final int LEAST = 4;
    private static final double DECREASE = 0.7;
    private static final double SHARE_OF_BATCHES = 0.75;

    private final int bound;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private double limit;
    private int open;
    private long decreasedAt = System.nanoTime();

    Concurrency(int bound) {
        this.bound = bound;
        this.limit = bound;
    }

    /** Waits for a place; false when there is none by the deadline. */
    boolean acquire(boolean urgent, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (open >= allowed(urgent)) {
                if (!freed.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            open++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a place whose request has ended.
     *
     * @param beganAt its beginning by the monotonic clock
     */
    void release(long beganAt, boolean strained) {
        lock.lock();
        try {
            if (strained) {
                decrease(beganAt);
            } else if (open * 2 >= (int) limit) {
                limit = Math.min(bound, limit + 1 / limit);
            }
            open--;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The requests that may be open now. */
    int limit() {
        lock.lock();
        try {
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }

    private int allowed(boolean urgent) {
        return Math.max(1, (int) (urgent ? limit : limit * SHARE_OF_BATCHES));
    }

    private void decrease(long beganAt) {
        if (beganAt - decreasedAt >= 0) {
            limit = Math.max(Math.min(LEAST, bound), limit * DECREASE);
            decreasedAt = System.nanoTime();
        }
    }
}
