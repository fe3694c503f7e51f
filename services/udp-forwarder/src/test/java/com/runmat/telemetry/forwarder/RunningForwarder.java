package com.runmat.telemetry.forwarder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.key.IngestionKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

/** A forwarder for each test, with real datagrams in and a real HTTP server behind. */
abstract class RunningForwarder {
    static final Duration SOON = Duration.ofSeconds(60);

    final WorkerStandIn worker = new WorkerStandIn();
    private Forwarder forwarder = start();

    RunningForwarder() throws IOException {}

    final Forwarder forwarder() {
        return forwarder;
    }

    final Forwarder start(String... settings) throws IOException {
        return new Forwarder(Environments.settings(Environments.of(worker.url(), settings)));
    }

    void restart(String... settings) throws IOException {
        forwarder.close();
        forwarder = start(settings);
    }

    /** With one relay, and a key that no setting gives. */
    void restart(IngestionKey key) throws IOException {
        forwarder.close();
        ForwarderSettings read = Environments.settings(Environments.of(worker.url(), "FORWARDER_CONCURRENCY", "1"));
        forwarder = new Forwarder(new ForwarderSettings(
                read.bindAddresses(),
                read.udpPort(),
                read.healthPort(),
                read.endpoints(),
                key,
                read.concurrency(),
                read.sourceRate(),
                read.sockets(),
                read.receiveBuffer(),
                read.queue(),
                read.requestTimeout(),
                read.maxBackoff(),
                read.drain(),
                read.flush()));
    }

    @AfterEach
    void stop() {
        forwarder.close();
        worker.close();
    }

    void send(int from, int to) throws IOException {
        try (Sender sender = new Sender(forwarder)) {
            sender.events(from, to);
            sender.awaitReceived();
        }
    }

    /** Until each received datagram has had its one end. */
    void awaitEnds(long events) {
        Set<ForwarderCounter> others = Set.of(
                ForwarderCounter.RECEIVED,
                ForwarderCounter.KERNEL_DROPPED,
                ForwarderCounter.CONNTRACK_DROPPED,
                ForwarderCounter.CONNTRACK_CROWDED,
                ForwarderCounter.RETRIED,
                ForwarderCounter.POSTS,
                ForwarderCounter.POSTS_FAILED);
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        events,
                        Arrays.stream(ForwarderCounter.values())
                                .filter(counter -> !others.contains(counter))
                                .mapToLong(this::value)
                                .sum()));
        assertEquals(events, value(ForwarderCounter.RECEIVED));
    }

    /** Until the queue holds so many; a datagram is counted as received a moment before. */
    void awaitWaiting(long events) {
        await().atMost(SOON).untilAsserted(() -> assertEquals(events, metric("waiting_events")));
    }

    long value(ForwarderCounter counter) {
        return forwarder.counters().value(counter);
    }

    Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>(forwarder.counters().snapshot());
        counted.values().removeIf(value -> value == 0);
        return counted;
    }

    long metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("telemetry_forwarder_" + name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return request(path, HttpRequest.newBuilder());
    }

    HttpResponse<String> request(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.uri(URI.create("http://127.0.0.1:" + forwarder.healthPort() + path))
                            .build(),
                    BodyHandlers.ofString(UTF_8));
        }
    }

    static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
