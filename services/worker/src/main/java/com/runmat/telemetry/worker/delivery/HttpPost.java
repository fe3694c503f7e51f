package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.PostHogProjection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts to the back ends over connections that are kept. Failures are replies, not exceptions. Thread-safe. */
final class HttpPost {
    /** A TCP and TLS handshake with a host that is up takes a tenth of this. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private @Nullable HttpClient client;

    /** Made at its first use, for it loads the TLS classes, which a worker needs no sooner than its first event. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        }
        return client;
    }

    /** Sends the body once. An interrupt ends the wait and counts as no answer. */
    Reply post(URI uri, boolean gzip, byte[] body, Deadline deadline) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .version("https".equals(uri.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .header("User-Agent", PostHogProjection.LIB)
                .POST(BodyPublishers.ofByteArray(body));
        if (gzip) {
            request.header("Content-Encoding", "gzip");
        }
        return await(
                client().sendAsync(
                                request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES)),
                deadline);
    }

    /** Loads the classes of a whole request, by reading from an address of our own. */
    void warmUp(URI own) {
        HttpRequest request =
                HttpRequest.newBuilder(own).version(HttpClient.Version.HTTP_1_1).build();
        await(client().sendAsync(request, BodyHandlers.ofByteArray()), Deadline.in(CONNECT_TIMEOUT));
    }

    private static Reply await(CompletableFuture<HttpResponse<byte[]>> exchange, Deadline deadline) {
        try {
            return answered(exchange.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof IOException io && unreachable(io)
                    ? new Reply.Unreachable()
                    : new Reply.Unanswered();
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return new Reply.Unanswered();
        } catch (InterruptedException ending) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Unanswered();
        }
    }

    private static boolean unreachable(IOException failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private static Reply answered(HttpResponse<byte[]> response) {
        return new Reply.Answered(
                response.statusCode(),
                response.headers().firstValue("Retry-After").flatMap(HttpPost::seconds),
                new String(response.body(), StandardCharsets.UTF_8));
    }

    /** A date instead of seconds is not worth a clock's error here: the pause is then our own. */
    private static Optional<Duration> seconds(String retryAfter) {
        boolean digits = !retryAfter.isEmpty()
                && retryAfter.length() < 7
                && retryAfter.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter))) : Optional.empty();
    }
}
