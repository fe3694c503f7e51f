package com.runmat.telemetry.ops;

/**
 * The name of one counter. A service lists all of its counters in one enum that implements this; the log has each by its key,
 * Prometheus' text as {@code telemetry_<service>_<family>_total}.
 */
public interface Counter extends Metric {}
