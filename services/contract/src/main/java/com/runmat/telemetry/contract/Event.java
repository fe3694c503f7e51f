package com.runmat.telemetry.contract;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as far as the contract keeps it: immutable, holding nothing else of what the client sent. Two copies of the
 * same event, one by each path, are equal: the same {@link #uuid}, {@link #label} and {@link #distinctId}, which is how PostHog counts.
 */
public final class Event implements Reading {
    /** The release that {@code ./telemetry probe} sends: it marks an event that no user caused. */
    public static final String PROBE_RELEASE = "probe";

    /** The name under which a probe's event leaves, so that it counts as none of the real ones. */
    public static final String PROBE_NAME = "telemetry_probe";

    private final EventLabel label;
    private final UUID uuid;
    private final String distinctId;
    private final long atMillis;
    private final Values values;

    Event(EventLabel label, UUID uuid, String distinctId, long atMillis, Values values) {
        this.label = label;
        this.uuid = uuid;
        this.distinctId = distinctId;
        this.atMillis = atMillis;
        this.values = values;
    }

    public EventLabel label() {
        return label;
    }

    /** True for an event of an operator's probe: not for GA4, and not among what alerts count. */
    public boolean fromProbe() {
        return PROBE_RELEASE.equals(values.get(Field.RELEASE));
    }

    /** The name under which it leaves: the label's canonical one, or {@link #PROBE_NAME}. */
    public String name() {
        return fromProbe() ? PROBE_NAME : label.canonical();
    }

    /** The client's own id, else made from label, session and distinct id, else minted where the event first arrived. */
    public UUID uuid() {
        return uuid;
    }

    /** Who counts as one client: never a value that a back end refuses. */
    public String distinctId() {
        return distinctId;
    }

    /** When it happened by the client's clock if that is believable, else when it arrived; ms since the epoch, never later than arrival. */
    public long atMillis() {
        return atMillis;
    }

    /** The kept value (String, Long, Double or Boolean), or null. */
    public @Nullable Object value(Field field) {
        return values.get(field);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Event that
                && uuid.equals(that.uuid)
                && label == that.label
                && distinctId.equals(that.distinctId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uuid, label);
    }

    /** Names the kind of event alone: what an event holds must not reach a log by accident. */
    @Override
    public String toString() {
        return label.canonical();
    }
}
