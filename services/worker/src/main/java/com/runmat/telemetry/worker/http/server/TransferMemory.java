package com.runmat.telemetry.worker.http.server;

import java.util.concurrent.atomic.AtomicInteger;

/** The memory that all bodies being received and all answers being sent share, in bytes. Thread-safe. */
public final class TransferMemory {
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    public TransferMemory(int limit) {
        this.limit = limit;
    }

    /** Takes bytes, or takes nothing and returns false when there are not enough. */
    public boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Returns what was taken. */
    public void give(int bytes) {
        taken.addAndGet(-bytes);
    }
}
