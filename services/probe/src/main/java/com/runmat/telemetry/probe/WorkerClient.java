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
    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI endpoint;
    private final String key;

    WorkerClient(HttpClient http, URI endpoint, String key) {
        this.http = http;
        this.endpoint = endpoint;
        this.key = key;
    }

    /** The client that all of a probe's requests share. Follows no redirect, which would carry the key elsewhere. */
    static HttpClient http(SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(TIME_OUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    boolean hasKey() {
        return !key.isEmpty();
    }

    HttpResponse<String> health() throws IOException, InterruptedException {
        return http.send(request(endpoint.resolve("/health")).build(), BodyHandlers.ofString());
    }

    /** The counters as the worker's page has them. */
    HttpResponse<String> metrics() throws IOException, InterruptedException {
        return http.send(
                request(endpoint.resolve("/metrics"))
                        .header("x-telemetry-key", key)
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> post(byte[] event, boolean withKey) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(endpoint).header("content-type", "application/json").POST(BodyPublishers.ofByteArray(event));
        if (withKey) {
            request.header("x-telemetry-key", key);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIME_OUT).header("user-agent", "runmat-probe");
    }
}
