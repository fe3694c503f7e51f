package com.runmat.telemetry.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One of the five events, ready to be sent; only {@link Run} and {@link Installation} make one, so it holds nothing but fields of the
 * contract. Immutable. Its JSON is made when it leaves, off the caller's thread.
 */
public abstract class Event {
    private final Label label;

    Event(Label label) {
        this.label = label;
    }

    public final Label label() {
        return label;
    }

    /** Puts the fields that follow the ids, in the order of the contract. */
    abstract void putFields(JsonObject json, Host host);

    /** The JSON that leaves, the same bytes on each path; the UUID lets the collector count the two copies once. */
    final byte[] payload(String uuid, @Nullable String clientId) {
        JsonObject json = new JsonObject()
                .put("event_label", label.wireName())
                .put("uuid", uuid)
                .put("cid", clientId);
        putFields(json, Host.current());
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
