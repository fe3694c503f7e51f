package com.runmat.telemetry.worker.http.server;

/** The memory that all bodies being received share. Thread-safe. */
public interface BodyMemory {
    /** Takes bytes, or takes nothing and returns false when there are not enough. */
    boolean take(int bytes);

    /** Returns what was taken. */
    void give(int bytes);
}
