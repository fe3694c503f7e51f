package com.runmat.telemetry.forwarder.counters;

import com.runmat.telemetry.ops.Counter;
import java.util.List;
import java.util.Locale;

/**
 * What the forwarder counts. Each datagram that it took from a socket ends in exactly one of {@link #DELIVERED} and the
 * {@code dropped_} counters (in Prometheus' text {@code telemetry_forwarder_dropped_total} with a label {@code reason}), so at any
 * time
 *
 * <pre>received = delivered + waiting + all dropped_ together</pre>
 *
 * with {@code waiting} the gauge {@code waiting_events}. Alert on {@link #KERNEL_DROPPED} and {@link #DROPPED_QUEUE_FULL} (more
 * arrives than leaves), {@link #DROPPED_REJECTED_UNAUTHORIZED} (wrong key), {@link #DROPPED_EXPIRED} (the worker was away for
 * too long), {@link #CONNTRACK_CROWDED} (datagrams are tracked, against the
 * machine's rules) and {@link #DROPPED_INTERNAL} (a defect); the other drops are the senders' doing.
 */
public enum ForwarderCounter implements Counter {
    RECEIVED("Datagrams taken from the sockets."),
    DELIVERED("Events that the worker took."),
    DROPPED_MALFORMED("Datagrams that are not one JSON object."),
    DROPPED_OVERSIZED("Datagrams above 16 KiB."),
    DROPPED_SOURCE_RATE("Datagrams above the rate of their source network."),
    DROPPED_QUEUE_FULL("Events that found the queue full."),
    DROPPED_REJECTED_INVALID("Events that the worker refused as invalid (400, 422)."),
    DROPPED_REJECTED_UNAUTHORIZED("Events that the worker refused for their key (401, 403)."),
    DROPPED_REJECTED_TOO_LARGE("Events that the worker refused as too large (413)."),
    DROPPED_REJECTED_OTHER("Events that the worker refused with another status that no retry can change."),
    DROPPED_EXPIRED("Events that could not be delivered before the maximum age."),
    DROPPED_SHUTDOWN("Events that were still waiting when the forwarder had to end."),
    DROPPED_INTERNAL("Datagrams lost by a defect of the forwarder."),
    KERNEL_DROPPED("Datagrams that the kernel dropped before the forwarder could take them; not among the received."),
    CONNTRACK_DROPPED("Packets that the kernel dropped because its table of connections had no room."),
    CONNTRACK_CROWDED("Seconds in which the kernel's table of connections was more than three quarters full."),
    RETRIED("Times that an event went back to the queue for another try."),
    POSTS("Requests sent to the worker."),
    POSTS_FAILED("Requests that the worker did not answer, or answered with a status that asks for a retry.");

    private static final List<Family> FAMILIES = List.of(new Family(
            "dropped",
            "reason",
            "Datagrams and events that were dropped after they were received, by the one reason."));

    private final String key = name().toLowerCase(Locale.ROOT);
    private final String meaning;

    ForwarderCounter(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public List<Family> families() {
        return FAMILIES;
    }
}
