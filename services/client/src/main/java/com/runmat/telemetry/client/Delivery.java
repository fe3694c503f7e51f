package com.runmat.telemetry.client;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes one event to its end: the client id, the look at what leaves, the datagram, the request. Used by the background thread
 * alone; every outcome is a count and nothing is thrown.
 */
final class Delivery {
    private final Settings settings;
    private final Counts counts;
    private final PrintStream out;
    private final @Nullable UdpPath udp;
    private final @Nullable HttpsPath https;
    private @Nullable String clientId;

    Delivery(Settings settings, Counts counts, PrintStream out) {
        this.settings = settings;
        this.counts = counts;
        this.out = out;
        var toUdp = settings.endpoints().udp();
        var toHttps = settings.endpoints().https();
        udp = toUdp == null ? null : new UdpPath(toUdp);
        https = toHttps == null ? null : new HttpsPath(toHttps, settings.key());
    }

    /** The datagram goes first: it costs no waiting, so it is the copy that a process about to end still gets out. */
    void deliver(Event event) {
        byte[] payload = event.payload(UUID.randomUUID().toString(), clientId());
        if (settings.show()) {
            out.println(new String(payload, StandardCharsets.US_ASCII));
            out.flush();
        }
        if (udp != null) {
            counts.add(udp.send(payload));
        }
        if (https != null) {
            counts.add(https.send(payload));
        }
    }

    private @Nullable String clientId() {
        if (clientId == null) {
            clientId = new ClientId(settings.files().clientId()).obtain();
        }
        if (clientId == null) {
            counts.add(Count.WITHOUT_ID);
        }
        return clientId;
    }
}
