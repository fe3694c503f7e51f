package com.runmat.telemetry.forwarder.queue;

import java.util.concurrent.locks.Condition;

/**
 * Whose turn it is among the threads that take from a queue: one waits for what comes next, the others are idle. Whoever leaves with
 * something wakes an idle one only where there is more to wait for; so a thread that is back before the next event has the next turn
 * as well, and nobody else is woken for it. To be used under the lock of both conditions.
 */
final class Turns {
    private final Condition changed;
    private final Condition idle;
    private boolean taken;
    private boolean over;

    /**
     * @param changed what the one whose turn it is waits for
     * @param idle what the others wait for
     */
    Turns(Condition changed, Condition idle) {
        this.changed = changed;
        this.idle = idle;
    }

    /** Waits until nobody has the turn, or turns are over; {@link #end} must follow. */
    void begin() throws InterruptedException {
        while (taken && !over) {
            idle.await();
        }
        taken = true;
    }

    /** Waits in one's turn, for so long at most, or less: whoever calls it looks again. */
    @SuppressWarnings("WaitNotInLoop") // the caller's loop
    void await(long nanos) throws InterruptedException {
        long ignored = changed.awaitNanos(nanos);
    }

    /** @param more whether somebody must wait for what is there */
    void end(boolean more) {
        taken = false;
        if (more) {
            idle.signal();
        }
    }

    /** Something has come: for whoever waits, else for one that is idle; the others look for themselves when they are back. */
    void wake() {
        if (taken) {
            changed.signal();
        } else {
            idle.signal();
        }
    }

    /** From now on nobody waits for a turn. */
    void close() {
        over = true;
        changed.signalAll();
        idle.signalAll();
    }
}
