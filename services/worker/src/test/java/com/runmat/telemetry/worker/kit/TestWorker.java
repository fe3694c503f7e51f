package com.runmat.telemetry.worker.kit;

import static org.awaitility.Awaitility.await;

import com.runmat.telemetry.ops.CommandLine;
import com.runmat.telemetry.worker.Worker;
import com.runmat.telemetry.worker.WorkerSettings;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;

/** A worker on a free port, set up by its environment, and a client of it. */
public final class TestWorker implements AutoCloseable {
    public static final String KEY = "current-key";

    static {
        // a busy machine may take longer than the usual ten
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Worker worker;

    private TestWorker(Worker worker) {
        this.worker = worker;
    }

    /** One that sends to this PostHog. */
    public static TestWorker start(PostHogServer posthog, String... more) {
        Map<String, String> environment = environment(more);
        environment.put("POSTHOG_API_KEY", PostHogServer.KEY);
        environment.put("POSTHOG_HOST", posthog.url());
        return start(environment);
    }

    /** One that sends to this GA4. */
    public static TestWorker start(Ga4Server ga4, String... more) {
        return start(with(ga4, environment(more)));
    }

    /** One that sends to both. */
    public static TestWorker start(PostHogServer posthog, Ga4Server ga4, String... more) {
        Map<String, String> environment = with(ga4, environment(more));
        environment.put("POSTHOG_API_KEY", PostHogServer.KEY);
        environment.put("POSTHOG_HOST", posthog.url());
        return start(environment);
    }

    private static Map<String, String> with(Ga4Server ga4, Map<String, String> environment) {
        environment.put("GA_MEASUREMENT_ID", Ga4Server.MEASUREMENT_ID);
        environment.put("GA_API_SECRET", Ga4Server.SECRET);
        environment.put("GA_HOST", ga4.url());
        return environment;
    }

    /** The least that a worker needs, with more time than clients have, for a busy machine; then names and values by turns. */
    public static Map<String, String> environment(String... more) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SINGLE_TIMEOUT", "5s");
        environment.put("PORT", "0");
        environment.put("INGESTION_KEY", KEY);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    /** A client of one that runs already. */
    public static TestWorker of(Worker worker) {
        return new TestWorker(worker);
    }

    public static TestWorker start(Map<String, String> environment) {
        return of(Worker.start(settings(environment)));
    }

    public static WorkerSettings settings(Map<String, String> environment) {
        return switch (WorkerSettings.COMMAND_LINE.outcome(List.of(), environment)) {
            case CommandLine.Start<WorkerSettings> start -> start.settings();
            case CommandLine.Exit<WorkerSettings> exit -> throw new AssertionError(exit.text());
        };
    }

    public int port() {
        return worker.port();
    }

    public long count(WorkerCounter counter) {
        return worker.counters().value(counter);
    }

    public int openRequests() {
        return worker.openRequests();
    }

    /** Waits until nothing is left to go to GA4, for a minute. */
    public void awaitGa4() {
        await().atMost(Duration.ofSeconds(60)).until(() -> worker.waitingForGa4() == 0);
    }

    /** What must hold for GA4 when nothing waits for it. */
    public boolean ga4AddsUp() {
        long lost = counts().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("ga4_lost_"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return lost == count(WorkerCounter.GA4_FAILED)
                && count(WorkerCounter.ACCEPTED)
                        == count(WorkerCounter.GA4_DELIVERED) + count(WorkerCounter.GA4_UNCONFIRMED) + lost;
    }

    public Map<String, Long> counts() {
        return worker.counters().snapshot();
    }

    /** What must hold whenever no request is open. */
    public boolean addsUp() {
        long refused = counts().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("refused_"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return count(WorkerCounter.RECEIVED)
                == count(WorkerCounter.ACCEPTED) + count(WorkerCounter.DUPLICATE) + refused;
    }

    /** Posts JSON with the right key. */
    public HttpResponse<String> post(String json) {
        return send(request("/ingest", json).build());
    }

    public CompletableFuture<HttpResponse<String>> postAsync(String json) {
        return client.sendAsync(request("/ingest", json).build(), BodyHandlers.ofString());
    }

    /** Posts bytes with the right key and further headers. */
    public HttpResponse<String> post(byte[] body, String... headers) {
        return send(unkeyed("/ingest")
                .header("x-telemetry-key", KEY)
                .headers(headers)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    public HttpResponse<String> lines(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/x-ndjson");
    }

    public HttpResponse<String> get(String path) {
        return send(unkeyed(path).GET().build());
    }

    public HttpRequest.Builder request(String path, String json) {
        return unkeyed(path)
                .header("x-telemetry-key", KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    public HttpRequest.Builder unkeyed(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ending);
        }
    }

    public static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return bytes.toByteArray();
    }

    /** Ends the worker, whose answers can still be heard. */
    public void drain() {
        worker.close();
    }

    @Override
    public void close() {
        worker.close();
        client.shutdownNow();
    }
}
