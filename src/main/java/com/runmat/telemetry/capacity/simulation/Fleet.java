package com.runmat.telemetry.capacity.simulation;

/**
 * What stands. All forwarders are alike; rates are events a second, times are seconds.
 *
 * @param forwarders how many
 * @param readRate what one forwarder can take from its socket and send on, by its CPU
 * @param socketEvents how many wait in one forwarder's sockets before the kernel drops
 * @param queueEvents how many one forwarder holds at most, those in flight included
 * @param maxAge how long delivery of one is tried
 * @param postRate what one forwarder delivers at most: requests at once × events a request ÷ their duration
 * @param pause how long a forwarder waits, on average, before it sees that the worker is back
 * @param workerRate what all workers together take
 */
public record Fleet(
        int forwarders,
        double readRate,
        double socketEvents,
        double queueEvents,
        double maxAge,
        double postRate,
        double pause,
        double workerRate) {
    public Fleet {
        if (forwarders < 1 || Math.min(Math.min(readRate, queueEvents), Math.min(postRate, workerRate)) <= 0) {
            throw new IllegalArgumentException("a fleet has a forwarder, and takes, holds and delivers something");
        }
    }
}
