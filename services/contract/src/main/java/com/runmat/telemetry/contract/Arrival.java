package com.runmat.telemetry.contract;

/**
 * When and on which path the bytes arrived here. What a forwarder stamped on an event goes before it.
 *
 * @param atMillis milliseconds since the epoch
 * @param transport {@code https} or {@code udp}
 */
public record Arrival(long atMillis, String transport) {}
