package com.runmat.telemetry.worker.ingest;

import java.util.concurrent.atomic.AtomicInteger;

/** An amount of something that is bounded, such as events pending or bytes in memory. Thread-safe. */
public final class Room {
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    public Room(int limit) {
        this.limit = limit;
    }

    /** Takes the amount, or nothing and returns false when that much is not left. */
    public boolean take(int amount) {
        if (taken.addAndGet(amount) <= limit) {
            return true;
        }
        taken.addAndGet(-amount);
        return false;
    }

    /** The same, but when nothing is taken any amount is given: what is larger than all the room could never pass. */
    public boolean takeOrBeAlone(int amount) {
        int now = taken.addAndGet(amount);
        if (now <= limit || now == amount) {
            return true;
        }
        taken.addAndGet(-amount);
        return false;
    }

    /** Returns what was taken. */
    public void give(int amount) {
        taken.addAndGet(-amount);
    }

    /** How much is taken now; while somebody is being turned away it may read high. */
    public int taken() {
        return taken.get();
    }
}
