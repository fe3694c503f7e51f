package com.runmat.telemetry.infra.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.Tool;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds the real images with the code of an update, and runs them without a Docker daemon. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ImagesRunTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEY = "0123456789abcdef";
    private static final String SESSION = "1764000000-17";
    private static final String EVENT = """
            {"event_label":"runtime_started","session_id":"1764000000-17","run_kind":"script","os":"linux","arch":"x86_64",\
            "release":"1.0.0","payload":{"jit_enabled":true}}""";

    @TempDir
    static Path folder;

    private static final Map<DeployedService, String> TAGS = new EnumMap<>(DeployedService.class);
    private static LocalRegistry registry;
    private static String path;

    @BeforeAll
    static void buildImages() throws Exception {
        Tool.requireAsRoot("The images cannot be run here", "docker-registry", "skopeo", "umoci", "runc");
        var project = ProjectFolder.ofThisProgram();
        registry = LocalRegistry.in(Files.createDirectory(folder.resolve("registry")));
        path = registry.address() + "/telemetry";
        var base = Optional.of(BaseImage.push(registry, Files.createDirectory(folder.resolve("base"))));
        for (DeployedService service : DeployedService.values()) {
            TAGS.put(service, new SourceTag(project).of(service, base));
        }
        var environment = new HashMap<>(System.getenv());
        environment.put("MAVEN_ARGS", "-Djib.baseImageCache=" + folder.resolve("cache"));
        var build = new ImageBuild(project, base, environment, Duration.ofMinutes(8), System.out::println);
        new Delivery(new ImageRepository(environment), build, System.out::println, System.out::println)
                .deliver(path, TAGS);
    }

    @AfterAll
    static void stopRegistry() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void images_startedAsTheyAre_passAnEventOn() throws Exception {
        int http = freePort();
        int udp = freePort();
        int health = freePort();
        try (var postHog = new StandIn();
                var worker = start(DeployedService.WORKER, worker(http, postHog.url()));
                var forwarder = start(DeployedService.FORWARDER, forwarder(udp, health, http))) {
            awaitHealth(worker, http);
            awaitHealth(forwarder, health);
            assertConfined(worker);
            assertConfined(forwarder);

            send(udp, EVENT);

            awaitHere(() -> postHog.bodies().toString().contains(SESSION), forwarder);
            assertEquals(200, post(http, EVENT.replace(SESSION, "1764000000-443")));
            awaitHere(() -> postHog.bodies().toString().contains("1764000000-443"), worker);
            assertStops(forwarder);
            assertStops(worker);
        }
    }

    private static Map<String, String> worker(int port, String postHog) {
        return Map.of(
                "PORT",
                String.valueOf(port),
                "INGESTION_KEY",
                KEY,
                "POSTHOG_API_KEY",
                "phc_test",
                "POSTHOG_HOST",
                postHog);
    }

    private static Map<String, String> forwarder(int udp, int health, int worker) {
        return Map.of(
                "UDP_PORT",
                String.valueOf(udp),
                "HEALTH_PORT",
                String.valueOf(health),
                "TELEMETRY_HTTP_ENDPOINT",
                "http://127.0.0.1:" + worker + "/ingest",
                "TELEMETRY_INGESTION_KEY",
                KEY);
    }

    /** The image's own user, no capability, a root that cannot be written, and the flags of the build. */
    private static void assertConfined(Container container) throws IOException {
        var status = container.proc("status");
        assertTrue(status.matches("(?s).*\nUid:\t65532\t65532\t65532\t65532\n.*"), status);
        assertTrue(status.matches("(?s).*\nCapEff:\t0+\n.*"), status);
        var mounts = container.proc("mountinfo");
        assertTrue(mounts.lines().anyMatch(line -> line.matches("\\S+ \\S+ \\S+ \\S+ / ro,.*")), mounts);
        var command = container.proc("cmdline").replace('\0', ' ');
        for (String flag : List.of("UseSerialGC", "UseCompactObjectHeaders", "ExitOnOutOfMemoryError")) {
            assertTrue(command.contains("-XX:+" + flag), command);
        }
    }

    private static void assertStops(Container container) throws Exception {
        int code = container.stop();
        assertTrue(code == 0 || code == 128 + 15, () -> "ended with " + code + ":\n" + container.log());
    }

    private static void awaitHealth(Container container, int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        awaitHere(() -> HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200, container);
    }

    private static int post(int port, String event) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest"))
                .timeout(Duration.ofSeconds(30))
                .header("content-type", "application/json")
                .header("x-telemetry-key", KEY)
                .POST(BodyPublishers.ofString(event))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static void send(int port, String event) throws IOException {
        var bytes = event.getBytes(UTF_8);
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    /** Waits; and where it was in vain, says what the service said. */
    private static void awaitHere(Callable<Boolean> condition, Container container) {
        try {
            Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("in vain; the service said:\n" + container.log(), e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Container start(DeployedService service, Map<String, String> environment) throws Exception {
        var place = Files.createDirectory(folder.resolve(service.module()));
        return Container.start(service.in(path, Objects.requireNonNull(TAGS.get(service))), environment, place);
    }
}
