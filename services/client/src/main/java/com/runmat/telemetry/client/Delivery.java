package com.runmat.telemetry.client;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes one event to its end: the client id, the look at what leaves, the datagram, the request. Used by the background thread
 * alone; every outcome is one to count and nothing is thrown.
 */
final class Delivery {
    private final Settings settings;
    private final PrintStream out;
    private final @Nullable UdpPath udp;
    private final @Nullable HttpsPath https;
    private @Nullable String clientId;

    Delivery(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        Endpoints endpoints = settings.endpoints();
        udp = endpoints.udp() == null ? null : new UdpPath(endpoints.udp());
        https = endpoints.https() == null ? null : new HttpsPath(endpoints.https(), settings.key());
    }

    /**
     * The outcome on each path. The datagram goes first: it costs no waiting, so it is the copy that a process about to end still
     * gets out.
     */
    Set<Count> deliver(Event event) {
        Set<Count> outcomes = EnumSet.noneOf(Count.class);
        byte[] payload = event.payload(UUID.randomUUID().toString(), clientId());
        if (clientId == null) {
            outcomes.add(Count.WITHOUT_ID);
        }
        if (settings.show()) {
            out.println(new String(payload, StandardCharsets.US_ASCII));
            out.flush();
        }
        if (udp != null) {
            outcomes.add(udp.send(payload));
        }
        if (https != null) {
            outcomes.add(https.send(payload));
        }
        return outcomes;
    }

    private @Nullable String clientId() {
        if (clientId == null) {
            clientId = new ClientId(settings.clientIdFile()).obtain();
        }
        return clientId;
    }
}
