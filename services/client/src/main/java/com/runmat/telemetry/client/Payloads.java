package com.runmat.telemetry.client;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of each event, made by the path that asks first, the same for both: with the client id, and shown before they go where the
 * user wants to see them. Thread-safe.
 */
final class Payloads {
    private final Settings settings;
    private final Outbox outbox;
    private final PrintStream out;
    private final Map<Label, byte[]> made = new HashMap<>();
    private @Nullable String clientId;

    Payloads(Settings settings, Outbox outbox, PrintStream out) {
        this.settings = settings;
        this.outbox = outbox;
        this.out = out;
    }

    synchronized byte[] of(Event event) {
        byte[] payload = made.get(event.label());
        if (payload == null) {
            payload = make(event);
            made.put(event.label(), payload);
        }
        return payload;
    }

    private byte[] make(Event event) {
        byte[] payload = event.payload(RandomId.make().toString(), clientId());
        if (clientId == null) {
            outbox.count(Count.WITHOUT_ID);
        }
        if (settings.show()) {
            out.println(new String(payload, StandardCharsets.US_ASCII));
            out.flush();
        }
        return payload;
    }

    private @Nullable String clientId() {
        if (clientId == null) {
            clientId = new ClientId(settings.clientIdFile()).obtain();
        }
        return clientId;
    }
}
