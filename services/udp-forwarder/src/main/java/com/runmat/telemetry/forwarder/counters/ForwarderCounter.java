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
 * with {@code waiting} the gauge {@code waiting_events}. Of {@link #DROPPED_UNANSWERED} alone nobody knows whether they arrived:
 * all other drops did not. Alert on {@link #KERNEL_DROPPED} and {@link #DROPPED_QUEUE_FULL} (more
 * arrives than leaves), {@link #DROPPED_REJECTED_UNAUTHORIZED} (wrong key), {@link #DROPPED_EXPIRED} and {@link #DROPPED_UNANSWERED} (the worker
 * was away or silent for too long), {@link #CONNTRACK_CROWDED} (datagrams are tracked, against the
 * machine's rules) and {@link #DROPPED_INTERNAL} (a defect); the other drops are the senders' doing.
 */
public enum ForwarderCounter implements Counter {
    RECEIVED("Datagrams read from the sockets."),
    DELIVERED("Events that the worker accepted."),
    DROPPED_MALFORMED("Datagrams that are not one JSON object."),
    DROPPED_OVERSIZED("Datagrams larger than 16 KiB."),
    DROPPED_SOURCE_RATE("Datagrams above the rate limit of their source network."),
    DROPPED_QUEUE_FULL("Events dropped because the queue was full, those that tell of beginnings first."),
    DROPPED_REJECTED_INVALID("Events the worker rejected as invalid (400, 422)."),
    DROPPED_REJECTED_UNAUTHORIZED("Events the worker rejected because of the key (401, 403)."),
    DROPPED_REJECTED_TOO_LARGE("Events the worker rejected as too large (413)."),
    DROPPED_REJECTED_OTHER("Events the worker rejected with another status that is not retried."),
    DROPPED_EXPIRED("Events not delivered within the maximum age, by no try."),
    DROPPED_SHUTDOWN("Events still in the queue when the forwarder shut down, delivered by no try."),
    DROPPED_UNANSWERED("Events given up, of which no answer told whether a try had delivered them."),
    DROPPED_INTERNAL("Datagrams dropped because of an internal error."),
    KERNEL_DROPPED("Datagrams the kernel dropped on the sockets; not included in received."),
    CONNTRACK_DROPPED("Packets that the kernel dropped because its table of connections had no room."),
    CONNTRACK_CROWDED("Seconds in which the kernel's table of connections was more than three quarters full."),
    RETRIED("Event retries."),
    POSTS("Requests sent to the worker."),
    POSTS_FAILED("Requests that failed or were answered with a status that is retried.");

    private static final List<Family> FAMILIES = List.of(
            new Family("dropped", "reason", "Datagrams and events dropped after they were received, by reason."));

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
