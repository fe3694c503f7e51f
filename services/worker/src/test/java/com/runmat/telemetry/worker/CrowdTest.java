package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.BackEndServer;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.RawConnection;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests for many at once. A minute of overload: {@code ./mvnw -f services/pom.xml -pl worker -am test -Dtest=CrowdTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Doverload.seconds=60}
 */
@Timeout(300)
class CrowdTest {
    private static final int SECONDS = Integer.getInteger("overload.seconds", 0);

    /** Just below the most that are accepted, each with two files of this process. */
    private static final int MOST_IDLE = 9_900;

    private static final int EVENTS = 25;
    private static final int ROOM = 5_000;
    private static final int REQUESTS = 1_200;

    private final PostHogServer posthog = new PostHogServer();

    @AfterEach
    void stop() {
        posthog.close();
    }

    @Test
    void idleConnections_byTheThousand_costLittleAndKeepNobodyOut() throws IOException {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int idle = (int) Math.min(MOST_IDLE, (system.getMaxFileDescriptorCount() - 2_000) / 2);
        List<SocketChannel> connections = new ArrayList<>();
        try (TestWorker worker = TestWorker.start(posthog)) {
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            long before = used();
            long threads = threads();
            for (int i = 0; i < idle; i++) {
                connections.add(
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), worker.port())));
            }
            try (RawConnection another = new RawConnection(worker)) {
                another.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
                assertEquals(200, another.status());
            }
            assertTrue(threads() < threads + 20, "a thread for each");
            long each = (used() - before) / idle;
            System.out.printf("%,d idle connections hold %,d bytes of the heap each%n", idle, each);
            assertTrue(each < 16_000, () -> "bytes of the heap for each connection: " + each);
        } finally {
            for (SocketChannel connection : connections) {
                connection.close();
            }
        }
    }

    /** Each of the others has asked once, so that the silent ones alone may go. */
    @Test
    void silentConnections_moreThanAllowed_makeRoomForThoseWhoAsk() throws IOException {
        List<SocketChannel> silent = new ArrayList<>();
        try (TestWorker worker = TestWorker.start(posthog, "OPEN_CONNECTIONS", "100");
                RawConnection first = new RawConnection(worker)) {
            ask(first);
            for (int i = 0; i < 1_000; i++) {
                silent.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), worker.port())));
            }
            for (int i = 0; i < 50; i++) {
                try (RawConnection another = new RawConnection(worker)) {
                    ask(another);
                }
            }
            ask(first);
            await().atMost(Duration.ofSeconds(30)).until(() -> closed(silent) >= 901);
            assertTrue(closed(silent) < 1_000, "all are closed, where a hundred are allowed");
        } finally {
            for (SocketChannel connection : silent) {
                connection.close();
            }
        }
    }

    /** Where each has asked something, the new one goes. One place is the worker's own, which has tried itself at its start. */
    @Test
    void askingConnections_moreThanAllowed_keepTheirPlaces() throws IOException {
        List<RawConnection> asking = new ArrayList<>();
        try (TestWorker worker = TestWorker.start(posthog, "OPEN_CONNECTIONS", "20")) {
            for (int i = 0; i < 40; i++) {
                RawConnection another = new RawConnection(worker);
                if (isAnswered(another)) {
                    asking.add(another);
                } else {
                    another.close();
                }
            }
            assertTrue(asking.size() >= 15 && asking.size() <= 20, () -> "so many got in: " + asking.size());
            for (RawConnection connection : asking) {
                ask(connection);
            }
            asking.removeFirst().close();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                try (RawConnection another = new RawConnection(worker)) {
                    return isAnswered(another);
                }
            });
        } finally {
            asking.forEach(RawConnection::close);
        }
    }

    private static void ask(RawConnection connection) throws IOException {
        connection.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals(200, connection.status());
        connection.readUntil("}");
    }

    private static boolean isAnswered(RawConnection connection) {
        try {
            connection.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            connection.readUntil("}");
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Whose other end is closed. */
    private static long closed(List<SocketChannel> connections) throws IOException {
        long closed = 0;
        for (SocketChannel connection : connections) {
            connection.configureBlocking(false);
            closed += hasEnded(connection) ? 1 : 0;
        }
        return closed;
    }

    private static boolean hasEnded(SocketChannel connection) {
        try {
            return connection.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Half a million, which is what a body has room for; the answer would be thirty times as long. */
    @Test
    void tinyEvents_asManyAsABodyHolds_areRefusedAsOne() {
        try (TestWorker worker = TestWorker.start(posthog)) {
            byte[] lines = TestWorker.gzip("1\n".repeat(500_000).getBytes(StandardCharsets.US_ASCII));
            byte[] array = ("[" + "1,".repeat(500_000) + "1]").getBytes(StandardCharsets.US_ASCII);
            for (HttpResponse<String> answer : List.of(
                    worker.post(lines, "Content-Encoding", "gzip", "Content-Type", "application/x-ndjson"),
                    worker.post(array, "Content-Type", "application/json"))) {
                assertEquals(413, answer.statusCode());
                assertEquals("{\"error\":\"payload_too_large\"}", answer.body());
            }
            assertEquals(2, worker.count(WorkerCounter.RECEIVED));
            assertTrue(worker.addsUp());
        }
    }

    /** The back end answers nothing while six times as much comes as there is room for: refusals do not wait for it. */
    @Test
    void moreThanTheBackEndTakes_isRefusedAtOnce_andWhatIsAcceptedIsDelivered() throws Exception {
        try (TestWorker worker = TestWorker.start(posthog, "PENDING_EVENTS", "" + ROOM, "BATCH_TIMEOUT", "60s")) {
            long before = used();
            long threads = threads();
            long start = System.nanoTime();
            long rounds = 0;
            List<Long> refusals = new ArrayList<>();
            do {
                refusals.addAll(overload(worker, rounds++));
                assertTrue(threads() < threads + 80, () -> "so many threads: " + threads());
            } while (System.nanoTime() - start < Duration.ofSeconds(SECONDS).toNanos());
            assertTrue(worker.addsUp());
            assertEquals(rounds * ROOM, worker.count(WorkerCounter.ACCEPTED));
            long grown = used() - before;
            assertTrue(grown < 60_000_000, () -> "the heap grew by " + grown);
            Collections.sort(refusals);
            System.out.printf(
                    "%,d events accepted and delivered, %,d requests refused: half within %d ms, 99 of 100 within %d ms, the slowest in %d ms;"
                            + " %,d threads more, %,d KiB of the heap%n",
                    rounds * ROOM,
                    refusals.size(),
                    refusals.get(refusals.size() / 2),
                    refusals.get(refusals.size() * 99 / 100),
                    refusals.getLast(),
                    threads() - threads,
                    grown / 1024);
        }
    }

    /** Returns how many milliseconds each refusal took. */
    private List<Long> overload(TestWorker worker, long round) throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        posthog.mood(BackEndServer.heldUntil(released));
        List<Long> millis = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        Semaphore ahead = new Semaphore(8 + ROOM / EVENTS);
        for (int i = 0; i < REQUESTS; i++) {
            ahead.acquire();
            long asked = System.nanoTime();
            answers.add(worker.postAsync(array(round * REQUESTS + i)).whenComplete((done, failed) -> {
                ahead.release();
                if (done != null && done.statusCode() == 503) {
                    millis.add((System.nanoTime() - asked) / 1_000_000);
                }
            }));
        }
        await().atMost(Duration.ofSeconds(50)).until(() -> millis.size() == REQUESTS - ROOM / EVENTS);
        released.countDown();
        long taken = answers.stream()
                .map(CompletableFuture::join)
                .filter(done -> done.statusCode() == 200)
                .count();
        assertEquals(ROOM / EVENTS, taken);
        await().until(() -> worker.openRequests() == 0);
        assertEquals(
                ROOM,
                posthog.events().stream()
                        .map(event -> event.get("uuid"))
                        .distinct()
                        .count());
        posthog.events().clear();
        posthog.requests().clear();
        return millis;
    }

    private static String array(long batch) {
        return LongStream.range(batch * EVENTS, (batch + 1) * EVENTS)
                .mapToObj(number -> Samples.started((int) number))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** But for those of the client. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("HttpClient"))
                .count();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
