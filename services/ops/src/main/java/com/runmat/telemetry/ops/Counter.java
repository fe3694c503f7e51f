package com.runmat.telemetry.ops;

/**
 * The name of one counter. A service lists all of its counters in one enum that implements this; logs, Prometheus text and
 * alerts use the same names.
 */
public interface Counter {
    /** Lower case with underscores, such as {@code dropped_queue_full}. */
    String key();

    /** What is counted, one sentence. */
    String meaning();
}
