package com.runmat.telemetry.capacity.simulation;

/**
 * What became of every event: {@code sent} is the sum of all others but the last two.
 *
 * @param kernelDropped the socket was full
 * @param queueFull the forwarder held as many as it may
 * @param expired was older than the forwarder's maximum age
 * @param lost with a forwarder that was gone, or on the way to it before that was noticed
 * @param mostHeld the most that all forwarders held at one moment
 * @param longest the longest that a delivered event waited, in seconds
 */
public record Outcome(
        double sent,
        double delivered,
        double kernelDropped,
        double queueFull,
        double expired,
        double lost,
        double mostHeld,
        double longest) {
    /** The share of those sent that was not delivered, from 0 to 1. */
    public double missing() {
        return sent == 0 ? 0 : 1 - delivered / sent;
    }
}
