package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.local.child.ChildService;
import com.runmat.telemetry.local.child.Health;
import com.runmat.telemetry.local.child.Jars;
import com.runmat.telemetry.local.http.LoopbackServer;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of worker and PostHog do not resolve, and then do: the services look again, whatever their JVMs have kept of the failure. */
class NameTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern UDP_PORT = Pattern.compile("\"udp_port\":([0-9]+)");
    private static final String EVENT =
            "{\"event_label\":\"runtime_started\",\"session_id\":\"1764000001-%d\",\"cid\":\"1764000000-%d\",\"run_kind\":\"script\"}";

    private final Set<String> counted = ConcurrentHashMap.newKeySet();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Resources resources = new Resources();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    @Test
    void namesOfWorkerAndPostHog_resolveLater_areUsedWithoutARestart() throws Exception {
        try (resources) {
            Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
            int worker = startWorker(hosts);
            int udp = startForwarder(hosts, worker);
            send(udp, 1);
            await().atMost(PATIENCE)
                    .until(() -> lines.stream().anyMatch(line -> line.contains("did not accept a batch")));
            assertEquals(502, post(worker, 2));
            Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 worker.test\n127.0.0.1 posthog.test\n");
            await().atMost(PATIENCE).until(() -> post(worker, 3) == 200);
            await().atMost(PATIENCE).until(() -> counted.contains("1764000000-1"));
        }
    }

    private int startWorker(Path hosts) throws IOException {
        StandIn posthog =
                resources.keep(StandIn.start(0, new PostHogRules(ServiceSettings.POSTHOG_TOKEN), departure -> {
                    if (departure.counted()) {
                        counted.add(departure.client());
                    }
                }));
        StandIn ga4 = resources.keep(StandIn.start(
                0,
                new Ga4Rules(ServiceSettings.GA_MEASUREMENT_ID, ServiceSettings.GA_API_SECRET, Clock.systemUTC()),
                departure -> {}));
        int port = resources.keep(FreePorts.find()).worker();
        URI named = URI.create("http://posthog.test:" + posthog.port());
        start(
                "worker",
                "worker",
                ServiceSettings.worker(port, named, ga4.url(), "http://127.0.0.1:1"),
                hosts,
                line -> {},
                port);
        return port;
    }

    private int startForwarder(Path hosts, int worker) throws IOException {
        int health = resources.keep(FreePorts.find()).health();
        Map<String, String> settings = new HashMap<>(
                ServiceSettings.forwarder(0, health, URI.create("http://worker.test:" + worker + "/ingest")));
        settings.put("FORWARDER_MAX_BACKOFF", "1s");
        start("forwarder", "udp-forwarder", settings, hosts, lines::add, health);
        return lines.stream()
                .map(UDP_PORT::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private void start(
            String name, String jar, Map<String, String> settings, Path hosts, Consumer<String> log, int health) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
        ChildService service =
                resources.keep(ChildService.start(name, Jars.besideThisCode().of(jar), all, log));
        Health.await(service, URI.create("http://127.0.0.1:" + health + "/health"), http);
    }

    private static void send(int port, int event) throws IOException {
        byte[] datagram = EVENT.formatted(event, event).getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket(0, LoopbackServer.loopback())) {
            socket.send(new DatagramPacket(datagram, datagram.length, LoopbackServer.loopback(), port));
        }
    }

    private int post(int worker, int event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker + "/ingest"))
                .header("x-telemetry-key", ServiceSettings.INGESTION_KEY)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(EVENT.formatted(event, event)))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
