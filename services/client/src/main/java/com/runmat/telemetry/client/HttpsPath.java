package com.runmat.telemetry.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Sends an event as one POST. Used by the background thread alone. It never follows a redirect, which would carry the key to
 * another host, and never repeats a request.
 */
final class HttpsPath {
    private static final int TIME_OUT_MS = 2_000;

    private final URI endpoint;
    private final String key;

    HttpsPath(URI endpoint, String key) {
        this.endpoint = endpoint;
        this.key = key;
    }

    Count send(byte[] payload) {
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            try {
                return post(connection, payload);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | RuntimeException failed) {
            return Count.FAILED_HTTPS;
        }
    }

    private Count post(HttpURLConnection connection, byte[] payload) throws IOException {
        long start = System.nanoTime();
        prepare(connection, payload.length);
        connection.connect();
        connection.setReadTimeout(timeLeft(start));
        try (OutputStream body = connection.getOutputStream()) {
            body.write(payload);
        }
        int status = connection.getResponseCode();
        return status >= 200 && status < 300 ? Count.SENT_HTTPS : Count.REFUSED_HTTPS;
    }

    /** A body of fixed length is what keeps the JDK from repeating the POST by itself when a connection breaks. */
    private void prepare(HttpURLConnection connection, int length) throws IOException {
        connection.setRequestMethod("POST");
        connection.setConnectTimeout(TIME_OUT_MS);
        connection.setReadTimeout(TIME_OUT_MS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(length);
        connection.setRequestProperty("content-type", "application/json");
        connection.setRequestProperty("x-telemetry-key", key);
        connection.setRequestProperty("user-agent", "runmat-telemetry");
        connection.setRequestProperty("connection", "close");
    }

    private static int timeLeft(long start) {
        long used = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return (int) Math.max(1, TIME_OUT_MS - used);
    }
}
