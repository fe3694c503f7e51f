package com.runmat.telemetry.ops;

import java.util.List;

/**
 * The name of one histogram, its unit last, such as {@code request_duration_seconds}. A service lists all of its histograms in
 * one enum that implements this; they stand in Prometheus' text alone, and not in the log.
 */
public interface Histogram extends Metric {
    /** Upper bounds for what takes from 1 ms to 10 s: Prometheus' usual ones, and two below, as loopback and memory are faster. */
    List<Double> SECONDS = List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    /** Upper bounds for what waits up to some minutes. */
    List<Double> WAITING_SECONDS =
            List.of(0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 900.0);

    /** Upper bounds for the number of events that travel together: at most 5,000, the contract's limit of a batch. */
    List<Double> BATCH_EVENTS = List.of(1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 5000.0);

    /** Upper bounds of the buckets, ascending, in the unit of the name; a last bucket takes what is above all. */
    List<Double> bounds();
}
