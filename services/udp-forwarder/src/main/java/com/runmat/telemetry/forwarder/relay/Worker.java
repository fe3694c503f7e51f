package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.queue.Event;
import com.runmat.telemetry.ops.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The worker's {@code /ingest}: one batch a request, over connections that are kept. Thread-safe. */
public final class Worker implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** Far above the results of the largest batch. */
    private static final long MAX_ANSWER = 1 << 20;

    private final URI endpoint;
    private final Duration timeout;
    private final HttpClient client;

    /** Gives each request {@code timeout} from its first byte sent to the last received. */
    public Worker(URI endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        // HTTP/1.1: each relay has its own connection, so a stuck one holds up no other
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    Answer post(List<Event> batch, Secret key) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("content-type", "application/x-ndjson")
                .header("x-telemetry-key", key.reveal())
                .timeout(timeout)
                .POST(new BatchBody(batch))
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            // the request's own timeout ends with the headers of the answer; this one with its body
            return answer(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS), batch.size());
        } catch (ExecutionException | TimeoutException noAnswer) {
            return new Answer.Retry(0, Duration.ZERO);
        } finally {
            exchange.cancel(true);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response, int events) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return BatchResults.read(status, response.body(), events);
        }
        if (Answer.isRetryable(status)) {
            Duration after = response.headers()
                    .firstValue("retry-after")
                    .map(header -> RetryAfter.parse(header, Clock.systemUTC()))
                    .orElse(Duration.ZERO);
            return new Answer.Retry(status, after);
        }
        return new Answer.Refused(status);
    }

    /** Ends without waiting: open requests fail. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
