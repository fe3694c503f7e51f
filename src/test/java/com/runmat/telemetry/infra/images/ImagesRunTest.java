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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
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
    /** Where production goes on without the archive, a test ends. */
    private static final String ARCHIVE_OR_END = "-Xshare:on";

    private static final String SESSION = "1764000000-17";
    private static final String EVENT = """
            {"event_label":"runtime_started","session_id":"1764000000-17","run_kind":"script","os":"linux","arch":"x86_64",\
            "release":"1.0.0","payload":{"jit_enabled":true}}""";

    @TempDir
    static Path folder;

    private static final Map<DeployedService, String> TAGS = new EnumMap<>(DeployedService.class);
    private static LocalRegistry registry;
    private static String path;
    private static Optional<String> base;

    @BeforeAll
    static void buildImages() throws Exception {
        Tool.requireAsRoot("The images cannot be run here", "docker-registry", "skopeo", "umoci", "runc");
        var project = ProjectFolder.ofThisProgram();
        registry = LocalRegistry.in(Files.createDirectory(folder.resolve("registry")));
        path = registry.address() + "/telemetry";
        base = Optional.of(BaseImage.push(registry, Files.createDirectory(folder.resolve("base"))));
        for (DeployedService service : DeployedService.values()) {
            TAGS.put(service, new SourceTag(project, ImageKind.WHOLE).of(service, base));
        }
        new Delivery(new ImageRepository(environment()), build(project), System.out::println, System.out::println)
                .deliver(path, TAGS);
    }

    private static ImageBuild build(Path project, String... settings) {
        return new ImageBuild(
                project, ImageKind.WHOLE, base, environment(settings), Duration.ofMinutes(8), System.out::println);
    }

    private static Map<String, String> environment(String... settings) {
        var environment = new HashMap<>(System.getenv());
        environment.put(
                "MAVEN_ARGS", "-Djib.baseImageCache=" + folder.resolve("cache") + " " + String.join(" ", settings));
        return environment;
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

    /** From a copy in another folder without anything built before, by the list of classes in the image: anybody's way to check it. */
    @Test
    void image_builtAgainElsewhere_hasTheSameDigest() throws Exception {
        var project = ProjectFolder.ofThisProgram();
        var again = registry.address() + "/again";
        var tags = Map.of(DeployedService.WORKER, Objects.requireNonNull(TAGS.get(DeployedService.WORKER)));
        var root = Container.unpack(image(DeployedService.WORKER), Files.createDirectory(folder.resolve("again")));

        build(
                        ProjectCopy.of(project, folder.resolve("elsewhere")),
                        "-Dimage.classes=" + root.resolve("app/classes.list"))
                .run(again, tags, SourceRevision.of(project));

        assertEquals(digest(path), digest(again), () -> "layers: " + inspect(path) + inspect(again));
    }

    @Test
    void image_jars_areThoseOfItsBillOfMaterials() throws Exception {
        for (DeployedService service : DeployedService.values()) {
            var root = Container.unpack(image(service), Files.createDirectory(folder.resolve("bill-" + service)));

            var bill = BillOfMaterials.read(root.resolve("app/META-INF/sbom/application.cdx.json"));

            assertEquals(BillOfMaterials.jarsBelow(root), bill.jars());
            var licences = Files.readString(root.resolve("app/licences.txt"));
            bill.names().forEach(name -> assertTrue(licences.contains(name + " "), () -> name + " in " + licences));
        }
    }

    /** The archive is of the jars beside it: with another one the JVM reads that one's classes, or ends where told to. */
    @Test
    void image_changedJar_neverRunsTheArchivedClasses() throws Exception {
        var place = Files.createDirectory(folder.resolve("changed"));
        var jar = Container.unpack(image(DeployedService.WORKER), place).resolve("app/worker.jar");
        Tool.run(
                "python3",
                "-c",
                "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'a').writestr('new', 'x')",
                jar.toString());
        Files.setLastModifiedTime(jar, FileTime.from(Instant.ofEpochSecond(1)));
        int http = freePort();
        var strict = worker(http, "http://127.0.0.1:9");
        var usual = new HashMap<>(strict);
        usual.remove("JAVA_TOOL_OPTIONS");

        try (var running = Container.startUnpacked(usual, place)) {
            awaitHealth(running, http);
        }
        try (var refused = Container.startUnpacked(strict, place)) {
            assertEquals(1, refused.end(), refused::log);
            assertTrue(refused.log().contains("shared class paths mismatch"), refused::log);
        }
    }

    private static String digest(String path) {
        return Tool.run("skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", reference(path));
    }

    private static String inspect(String path) {
        return Tool.run("skopeo", "inspect", "--tls-verify=false", reference(path));
    }

    private static String reference(String path) {
        return "docker://" + DeployedService.WORKER.in(path, Objects.requireNonNull(TAGS.get(DeployedService.WORKER)));
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
                postHog,
                "JAVA_TOOL_OPTIONS",
                ARCHIVE_OR_END);
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
                KEY,
                "JAVA_TOOL_OPTIONS",
                ARCHIVE_OR_END);
    }

    /** The image's own user, no capability, a root that cannot be written, the flags of the build, and the image's runtime. */
    private static void assertConfined(Container container) throws IOException {
        var status = container.proc("status");
        assertTrue(status.matches("(?s).*\nUid:\t65532\t65532\t65532\t65532\n.*"), status);
        assertTrue(status.matches("(?s).*\nCapEff:\t0+\n.*"), status);
        var mounts = container.proc("mountinfo");
        assertTrue(mounts.lines().anyMatch(line -> line.matches("\\S+ \\S+ \\S+ \\S+ / ro,.*")), mounts);
        assertEquals(
                "/opt/java/bin/java @jvm.options @image.options ",
                container.proc("cmdline").replace('\0', ' '));
        assertTrue(container.proc("maps").contains(" /app/classes.jsa"), container::log);
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
        return Container.start(image(service), environment, Files.createDirectory(folder.resolve(service.module())));
    }

    private static String image(DeployedService service) {
        return service.in(path, Objects.requireNonNull(TAGS.get(service)));
    }
}
