package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Speaks with one worker. Thread-safe. */
final class WorkerClient {
    /** Far more than a worker says; a larger answer is none. */
    private static final long LARGEST_ANSWER = 1 << 20;

    private final HttpClient http;
    private final URI endpoint;
    private final String key;
    private final Duration patience;

    /** @param patience for the head of an answer */
    WorkerClient(HttpClient http, URI endpoint, String key, Duration patience) {
        this.http = http;
        this.endpoint = endpoint;
        this.key = key;
        this.patience = patience;
    }

    /** The client that all of a probe's requests share. Follows no redirect, which would carry the key elsewhere. */
    static HttpClient http(SSLContext tls, Duration patience) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    boolean hasKey() {
        return !key.isEmpty();
    }

    HttpResponse<String> health() throws IOException, InterruptedException {
        return send(request(endpoint.resolve("/health")));
    }

    /** The counters as the worker's page has them. */
    HttpResponse<String> metrics() throws IOException, InterruptedException {
        return send(request(endpoint.resolve("/metrics")).header("x-telemetry-key", key));
    }

    HttpResponse<String> post(byte[] event, boolean withKey) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(endpoint).header("content-type", "application/json").POST(BodyPublishers.ofByteArray(event));
        if (withKey) {
            request.header("x-telemetry-key", key);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(patience).header("user-agent", "runmat-probe");
    }
}
