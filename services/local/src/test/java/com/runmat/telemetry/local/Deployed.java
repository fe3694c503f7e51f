package com.runmat.telemetry.local;

import com.runmat.telemetry.kit.RefusingPort;
import com.runmat.telemetry.local.child.ChildService;
import com.runmat.telemetry.local.child.Health;
import com.runmat.telemetry.local.child.Jars;
import com.runmat.telemetry.local.http.LoopbackServer;
import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import com.runmat.telemetry.local.standin.Ga4Rules;
import com.runmat.telemetry.local.standin.PostHogRules;
import com.runmat.telemetry.local.standin.StandIn;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Both services as child JVMs from their jars, with stand-ins behind them, and nothing in front. */
final class Deployed implements AutoCloseable {
    /** A counter, or a gauge of events or bytes. */
    private static final Pattern COUNTER =
            Pattern.compile("(?m)^telemetry_forwarder_(\\w+?)(_total)?(?:\\{\\w+=\"(\\w+)\"})? (\\d+)$");

    /** What the kernel adds to a datagram, and what of all that fits into the smallest buffer that it gives. */
    private static final int BYTES_OF_THE_KERNEL = 1000;

    private static final int MOST_AHEAD = 100_000;

    private final Resources resources = new Resources();
    private final Queue<Departure> departures = new ConcurrentLinkedQueue<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final FreePorts ports = resources.keep(FreePorts.find());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DatagramSocket socket;
    private final PostHogRules posthogRules = new PostHogRules(ServiceSettings.POSTHOG_TOKEN);
    private final ChildService worker;
    private final ChildService forwarder;
    private StandIn posthog;
    private long datagrams;
    private int ahead;
    private @Nullable RefusingPort refusing;

    private Deployed(Map<String, String> forwarderSettings) throws IOException {
        posthog = StandIn.start(0, posthogRules, departures::add);
        StandIn ga4 = resources.keep(StandIn.start(
                0,
                new Ga4Rules(ServiceSettings.GA_MEASUREMENT_ID, ServiceSettings.GA_API_SECRET, Clock.systemUTC()),
                departures::add));
        URI url = URI.create("http://127.0.0.1:" + ports.worker());
        worker = resources.keep(ChildService.start(
                "worker",
                Jars.besideThisCode().of("worker"),
                ServiceSettings.worker(ports.worker(), posthog.url(), ga4.url(), "http://127.0.0.1:1"),
                lines::add));
        Map<String, String> settings =
                new HashMap<>(ServiceSettings.forwarder(ports.forwarder(), ports.health(), url.resolve("/ingest")));
        settings.putAll(forwarderSettings);
        forwarder = resources.keep(
                ChildService.start("forwarder", Jars.besideThisCode().of("udp-forwarder"), settings, lines::add));
        Health.await(worker, url.resolve("/health"), http);
        Health.await(forwarder, URI.create("http://127.0.0.1:" + ports.health() + "/health"), http);
        ports.close();
        socket = new DatagramSocket(0, LoopbackServer.loopback());
    }

    static Deployed start(Map<String, String> forwarderSettings) throws IOException {
        return new Deployed(forwarderSettings);
    }

    HttpResponse<String> https(String event) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.worker() + "/ingest"))
                        .header("content-type", "application/json")
                        .header("x-telemetry-key", ServiceSettings.INGESTION_KEY)
                        .POST(BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends a datagram, and at times waits for the forwarder, so that the kernel of a busy machine has room for all. */
    void udp(String event) throws IOException {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, LoopbackServer.loopback(), ports.forwarder()));
        datagrams++;
        ahead += bytes.length + BYTES_OF_THE_KERNEL;
        if (ahead > MOST_AHEAD) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> forwarderCounters().getOrDefault("received", 0L) >= datagrams);
            ahead = 0;
        }
    }

    StandIn posthog() {
        return posthog;
    }

    /** Breaks what is in flight and refuses connections until it is restarted. */
    void killPostHog() {
        posthog.close();
        refusing = new RefusingPort(posthog.port());
    }

    void restartPostHog() {
        // in this order, so that the port is never anybody's
        posthog = StandIn.start(posthog.port(), posthogRules, departures::add);
        Objects.requireNonNull(refusing).close();
    }

    /** What this back end counted so far. */
    List<Departure> counted(BackEnd backEnd) {
        return departures.stream()
                .filter(departure -> departure.backEnd() == backEnd && departure.counted())
                .toList();
    }

    /** What any back end refused or would have thrown away. */
    List<Departure> refused() {
        return departures.stream().filter(departure -> !departure.counted()).toList();
    }

    /** What both services have written, and what their metrics say. */
    String output() throws IOException, InterruptedException {
        URI worker = URI.create("http://127.0.0.1:" + ports.worker() + "/metrics");
        URI forwarder = URI.create("http://127.0.0.1:" + ports.health() + "/metrics");
        StringBuilder output = new StringBuilder(String.join("\n", lines));
        for (URI metrics : List.of(worker, forwarder)) {
            HttpRequest request = HttpRequest.newBuilder(metrics)
                    .header("x-telemetry-key", ServiceSettings.INGESTION_KEY)
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(metrics + " answered " + answer.statusCode());
            }
            output.append(answer.body());
        }
        return output.toString();
    }

    /** The forwarder's counters by name, without prefix and suffix. */
    Map<String, Long> forwarderCounters() throws IOException, InterruptedException {
        Map<String, Long> counters = new HashMap<>();
        COUNTER.matcher(forwarderMetrics()).results().forEach(counter -> {
            String label = counter.group(3) == null ? "" : "_" + counter.group(3);
            counters.put(counter.group(1) + label, Long.parseLong(counter.group(4)));
        });
        return counters;
    }

    /** The forwarder's page of Prometheus text. */
    String forwarderMetrics() throws IOException, InterruptedException {
        return metrics(ports.health());
    }

    /** The worker's page of Prometheus text. */
    String workerMetrics() throws IOException, InterruptedException {
        return metrics(ports.worker());
    }

    private String metrics(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("x-telemetry-key", ServiceSettings.INGESTION_KEY)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** Resident memory of the worker and of the forwarder in KiB. */
    List<Long> residentKiB() throws IOException {
        return List.of(resident(worker), resident(forwarder));
    }

    private static long resident(ChildService service) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", Long.toString(service.handle().pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        socket.close();
        resources.close();
        posthog.close();
    }
}
