package com.runmat.telemetry.forwarder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.forwarder.admit.Datagrams;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.key.GoogleStandIn;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for {@link Forwarder}: real datagrams in, a real HTTP server behind. */
@Timeout(120)
class ForwarderTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final WorkerStandIn worker = new WorkerStandIn();
    private Forwarder forwarder = start();

    ForwarderTest() throws IOException {}

    private Forwarder start(String... settings) throws IOException {
        return new Forwarder(Environments.settings(Environments.of(worker.url(), settings)));
    }

    private void restart(String... settings) throws IOException {
        forwarder.close();
        forwarder = start(settings);
    }

    @AfterEach
    void stop() {
        forwarder.close();
        worker.close();
    }

    @Test
    void datagram_reachesTheWorker_withKeyAndType() throws Exception {
        worker.mood((stand, exchange, lines) -> {
            String type = exchange.getRequestHeaders().getFirst("content-type");
            WorkerStandIn.answer(exchange, "application/x-ndjson".equals(type) && lines.size() == 1 ? 200 : 400, "");
        });
        send(0, 1);
        awaitEnds(1);
        assertEquals(Map.of("received", 1L, "delivered", 1L, "posts", 1L), counted());
        assertEquals(List.of("test-key"), worker.keys());
    }

    @Test
    void datagram_byIpv6_isTaken() throws Exception {
        assumeTrue(ipv6(), "this machine has no IPv6");
        try (Sender sender = new Sender(forwarder, InetAddress.ofLiteral("::1"))) {
            sender.events(0, 3);
            sender.awaitReceived();
        }
        awaitEnds(3);
        assertEquals(3, worker.uuids().size());
    }

    @Test
    void worker_killedSlowAndFailing_in10000Events_losesAndRepeatsNothing() throws Exception {
        restart("FORWARDER_REQUEST_TIMEOUT", "500ms", "FORWARDER_CONCURRENCY", "4");
        send(0, 2000);
        worker.mood((stand, exchange, lines) -> {
            stand.remember(lines); // taken, but the answer comes too late
            Thread.sleep(1000);
        });
        send(2000, 4000);
        worker.mood((stand, exchange, lines) -> WorkerStandIn.answer(exchange, 500, "{}"));
        send(4000, 5000);
        worker.kill();
        send(5000, 7000);
        worker.mood((stand, exchange, lines) -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            WorkerStandIn.answer(exchange, 429, "{\"error\":\"overloaded\"}");
        });
        worker.restart();
        send(7000, 9000);
        worker.mood(ForwarderTest::refuseSession9500);
        send(9000, 10_000);
        awaitEnds(10_000);
        assertEquals(9999, worker.uuids().size());
        assertEquals(10_000, value(ForwarderCounter.RECEIVED));
        assertEquals(9999, value(ForwarderCounter.DELIVERED));
        assertEquals(1, value(ForwarderCounter.DROPPED_REJECTED_INVALID));
        assertTrue(value(ForwarderCounter.RETRIED) > 0 && value(ForwarderCounter.POSTS_FAILED) > 0, "" + counted());
    }

    /** The worker's answer to one bad event in a batch; every third of the others is asked for again once. */
    private static void refuseSession9500(WorkerStandIn worker, HttpExchange exchange, List<String> lines)
            throws IOException {
        StringBuilder results = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean bad = lines.get(i).contains("\"session-9500\"");
            boolean later = !bad && i % 3 == 0 && lines.size() > 1;
            if (bad || later) {
                results.append(results.isEmpty() ? "" : ",")
                        .append("{\"index\":%d,\"status\":%d}".formatted(i, bad ? 400 : 503));
            } else {
                worker.remember(lines.subList(i, i + 1));
            }
        }
        String body = results.isEmpty() ? "{\"ok\":true}" : "{\"ok\":false,\"results\":[" + results + "]}";
        WorkerStandIn.answer(exchange, 200, body);
    }

    @Test
    void worker_refusesABatchOf400Or413_onlyTheCulpritIsDropped() throws Exception {
        for (int status : new int[] {400, 413}) {
            restart("FORWARDER_LINGER", "200ms");
            worker.mood((stand, exchange, lines) -> {
                if (lines.stream().anyMatch(line -> line.contains("session-" + (status * 100 + 33) + '"'))) {
                    WorkerStandIn.answer(exchange, status, "{}");
                } else {
                    WorkerStandIn.accept(stand, exchange, lines);
                }
            });
            send(status * 100, status * 100 + 64);
            awaitEnds(64);
            assertEquals(63, value(ForwarderCounter.DELIVERED));
            assertEquals(
                    1,
                    value(
                            status == 400
                                    ? ForwarderCounter.DROPPED_REJECTED_INVALID
                                    : ForwarderCounter.DROPPED_REJECTED_TOO_LARGE));
        }
        assertEquals(126, worker.uuids().size());
    }

    @Test
    void worker_unauthorized_dropsWithItsReason() throws Exception {
        worker.mood((stand, exchange, lines) -> WorkerStandIn.answer(exchange, 401, "{\"error\":\"unauthorized\"}"));
        send(0, 5);
        awaitEnds(5);
        assertEquals(5, value(ForwarderCounter.DROPPED_REJECTED_UNAUTHORIZED));
    }

    @Test
    void key_rotatedInSecretManager_isReadAgainAndNothingIsLost() throws Exception {
        try (GoogleStandIn google = new GoogleStandIn("old-key")) {
            restartWithSecretManager(google);
            await().atMost(SOON).until(() -> get("/ready").statusCode() == 200);
            worker.mood(only("old-key"));
            send(0, 100);
            awaitEnds(100);
            google.store("new-key");
            worker.mood(only("new-key"));
            send(100, 1000);
            awaitEnds(1000);
            assertEquals(1000, value(ForwarderCounter.DELIVERED));
            assertEquals(Set.of("old-key", "new-key"), Set.copyOf(worker.keys()));
        }
    }

    @Test
    void key_sourceAway_isHealthyButNotReady_andEventsWait() throws Exception {
        GoogleStandIn google = new GoogleStandIn("key");
        google.close();
        restartWithSecretManager(google);
        send(0, 5);
        assertEquals(200, get("/health").statusCode());
        assertEquals("{\"error\":\"ingestion_key_unknown\"}", get("/ready").body());
        assertEquals(5, metric("waiting_events"));
        assertEquals(0, worker.requests());
    }

    private void restartWithSecretManager(GoogleStandIn google) throws IOException {
        restart(
                "TELEMETRY_INGESTION_KEY",
                "",
                "TELEMETRY_INGESTION_KEY_SECRET",
                GoogleStandIn.VERSION,
                "GCE_METADATA_HOST",
                google.host(),
                "FORWARDER_SECRET_MANAGER_URL",
                "http://" + google.host());
    }

    private static WorkerStandIn.Mood only(String key) {
        return (stand, exchange, lines) -> {
            if (key.equals(exchange.getRequestHeaders().getFirst("x-telemetry-key"))) {
                WorkerStandIn.accept(stand, exchange, lines);
            } else {
                WorkerStandIn.answer(exchange, 401, "{\"error\":\"unauthorized\"}");
            }
        };
    }

    @Test
    void worker_answersWithoutEnd_isGivenUpAndTriedAgain() throws Exception {
        restart("FORWARDER_REQUEST_TIMEOUT", "300ms");
        worker.mood((stand, exchange, lines) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            worker.mood(WorkerStandIn.GOOD);
            Thread.sleep(2000);
        });
        send(0, 1);
        awaitEnds(1);
        assertEquals(1, value(ForwarderCounter.DELIVERED));
        assertEquals(1, value(ForwarderCounter.POSTS_FAILED));
    }

    @Test
    void worker_away_healthStaysGood_memoryAndQueueStayBounded_andOldEventsExpire() throws Exception {
        restart("FORWARDER_QUEUE_EVENTS", "2000", "FORWARDER_MAX_AGE", "3s");
        worker.kill();
        send(0, 2000);
        long before = usedMemory();
        send(2000, 40_000);
        assertEquals(200, get("/health").statusCode());
        assertEquals(200, get("/ready").statusCode());
        long waiting = metric("waiting_events");
        assertTrue(waiting <= 2000, "waiting " + waiting);
        assertTrue(value(ForwarderCounter.DROPPED_QUEUE_FULL) > 10_000, "" + counted());
        long grown = usedMemory() - before;
        assertTrue(grown < 16L << 20, "38,000 events more took " + grown + " bytes");
        awaitEnds(40_000);
        assertEquals(0, metric("waiting_events"));
        assertTrue(value(ForwarderCounter.DROPPED_EXPIRED) > 0, "" + counted());
        assertEquals(0, value(ForwarderCounter.DELIVERED));
    }

    @Test
    void noise_through_theSocket_addsUp() throws Exception {
        Random random = new Random(7);
        try (Sender sender = new Sender(forwarder)) {
            for (int i = 0; i < 20_000; i++) {
                sender.send(Datagrams.next(random, Sender.event(i)));
            }
            sender.awaitReceived();
        }
        awaitEnds(20_000);
        assertEquals(0, value(ForwarderCounter.DROPPED_INTERNAL));
        assertTrue(value(ForwarderCounter.DROPPED_OVERSIZED) > 0, "" + counted());
        assertEquals(200, get("/health").statusCode());
    }

    @Test
    void source_aboveItsRate_isDropped() throws Exception {
        restart("FORWARDER_SOURCE_RATE", "10");
        send(0, 500);
        awaitEnds(500);
        assertTrue(value(ForwarderCounter.DROPPED_SOURCE_RATE) > 300, "" + counted());
        assertTrue(value(ForwarderCounter.DELIVERED) >= 20, "" + counted());
    }

    @Test
    void receiver_dead_healthTurnsBad() throws Exception {
        Thread receiver = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("receiver-" + forwarder.udpPort() + "-0"))
                .findFirst()
                .orElseThrow();
        assertEquals(200, get("/health").statusCode());
        receiver.interrupt();
        await().atMost(SOON).until(() -> get("/health").statusCode() == 503);
        assertEquals("{\"error\":\"receiver_dead\"}", get("/health").body());
        assertEquals(503, get("/ready").statusCode());
    }

    @Test
    void health_otherRequests_getTheirAnswers() throws Exception {
        assertEquals(404, get("/").statusCode());
        assertEquals(404, get("/health/x").statusCode());
        assertEquals(405, request("/health", HttpRequest.newBuilder().DELETE()).statusCode());
        assertEquals(200, request("/health", HttpRequest.newBuilder().HEAD()).statusCode());
    }

    @Test
    void metrics_showEveryCounter() throws Exception {
        HttpResponse<String> page = get("/metrics");
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                page.headers().firstValue("content-type").orElseThrow());
        for (ForwarderCounter counter : ForwarderCounter.values()) {
            assertTrue(page.body().contains("\nforwarder_" + counter.key() + "_total 0\n"), page.body());
        }
    }

    @Test
    void close_flushesWhatWaits() throws Exception {
        restart("FORWARDER_LINGER", "10s");
        send(0, 30);
        forwarder.close();
        assertEquals(30, value(ForwarderCounter.DELIVERED));
        assertEquals(30, worker.uuids().size());
    }

    @Test
    void close_workerAway_endsIn8SecondsAndCountsTheLost() throws Exception {
        worker.kill();
        send(0, 30);
        long since = System.nanoTime();
        forwarder.close();
        assertTrue(System.nanoTime() - since < Duration.ofSeconds(8).toNanos());
        assertEquals(30, value(ForwarderCounter.DROPPED_SHUTDOWN));
    }

    @Test
    void start_twiceOnOneMachine_failsBeforeItTakesDatagrams() throws IOException {
        String[] samePorts = {"HEALTH_PORT", "" + forwarder.healthPort(), "UDP_PORT", "" + forwarder.udpPort()};
        assertThrows(BindException.class, () -> start(samePorts));
        send(0, 50);
        awaitEnds(50);
    }

    private void send(int from, int to) throws IOException {
        try (Sender sender = new Sender(forwarder)) {
            sender.events(from, to);
            sender.awaitReceived();
        }
    }

    /** Until each received datagram has had its one end. */
    private void awaitEnds(long events) {
        Set<ForwarderCounter> others = Set.of(
                ForwarderCounter.RECEIVED,
                ForwarderCounter.KERNEL_DROPPED,
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

    private long value(ForwarderCounter counter) {
        return forwarder.counters().value(counter);
    }

    private Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>(forwarder.counters().snapshot());
        counted.values().removeIf(value -> value == 0);
        return counted;
    }

    private long metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("forwarder_" + name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return request(path, HttpRequest.newBuilder());
    }

    private HttpResponse<String> request(String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.uri(URI.create("http://127.0.0.1:" + forwarder.healthPort() + path))
                            .build(),
                    BodyHandlers.ofString(UTF_8));
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static boolean ipv6() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("::1"))) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }
}
