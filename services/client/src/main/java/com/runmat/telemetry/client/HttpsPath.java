package com.runmat.telemetry.client;

import java.net.URI;

/**
 * Sends an event as one POST that has 2 s for everything: look-up, connection, TLS and the answer. Nothing in the JDK ends a look-up
 * or an answer that comes drop by drop, so each request has a thread, and who waits for it closes its connection when the
 * time is over. It never follows a redirect, which would carry the key to another host, and never repeats a request.
 */
final class HttpsPath implements Transport {
    private static final long WHOLE_REQUEST_MS = 2_000;

    private final URI endpoint;
    private final String key;

    HttpsPath(URI endpoint, String key) {
        this.endpoint = endpoint;
        this.key = key;
    }

    @Override
    public Count send(byte[] payload) {
        try (Connection connection = new Connection(endpoint)) {
            Request request = new Request(connection, endpoint, key, payload);
            Thread thread = new Thread(request, "runmat-telemetry-request");
            thread.setDaemon(true);
            thread.start();
            thread.join(WHOLE_REQUEST_MS);
            return outcome(request.status());
        } catch (InterruptedException endsEarly) {
            Thread.currentThread().interrupt();
            return failed();
        }
    }

    @Override
    public Count failed() {
        return Count.FAILED_HTTPS;
    }

    private Count outcome(int status) {
        if (status == 0) {
            return failed();
        }
        return status >= 200 && status < 300 ? Count.SENT_HTTPS : Count.REFUSED_HTTPS;
    }
}
