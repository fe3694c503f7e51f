package com.runmat.telemetry.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.BodyReader;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.delivery.Capacity;
import com.runmat.telemetry.worker.delivery.Departures;
import com.runmat.telemetry.worker.ingest.Intake;
import com.runmat.telemetry.worker.ingest.Verdict;
import com.runmat.telemetry.worker.kit.CapturedLog;
import com.runmat.telemetry.worker.kit.CountingBackEnd;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Mutated, truncated and random bodies, the same in every run: no exception, no 5xx, and the counters add up. */
class FuzzTest {
    private static final long SEED = 7846;
    private static final int INTO_THE_PIVOT = Integer.getInteger("fuzz.bodies", 200_000);
    private static final int OVER_HTTP = 3000;

    /** One of so many bodies has thousands of elements: each costs as much as hundreds of others. */
    private static final int LARGE_ONE_OF = 100;

    /** Events on their way at most; the test would else be ahead of the back end by all that it makes. */
    private static final int MOST_PENDING = 5000;

    private final Random random = new Random(SEED);
    private final List<byte[]> seeds = new ArrayList<>();
    private final List<byte[]> large = new ArrayList<>();

    FuzzTest() {
        Samples.accepted().forEach(line -> seeds.add(line.getBytes(StandardCharsets.UTF_8)));
        Samples.rejected().forEach(line -> seeds.add(line.getBytes(StandardCharsets.UTF_8)));
        seeds.add(("[" + String.join(",", Samples.accepted()) + "]").getBytes(StandardCharsets.UTF_8));
        seeds.add(String.join("\n", Samples.rejected()).getBytes(StandardCharsets.UTF_8));
        large.add(("[" + "1,".repeat(5100) + "1]").getBytes(StandardCharsets.UTF_8));
        large.add("1\n".repeat(4900).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void pivot_anyBody_hasOneVerdictAndCountersThatAddUp() throws InterruptedException {
        try (CountingBackEnd posthog = new CountingBackEnd()) {
            Counters<WorkerCounter> counters = new Counters<>(WorkerCounter.class);
            WorkerSettings settings = TestWorker.settings(TestWorker.environment(
                    "POSTHOG_API_KEY",
                    PostHogServer.KEY,
                    "POSTHOG_HOST",
                    posthog.url(),
                    "BATCH_TIMEOUT",
                    "60s",
                    "SINGLE_TIMEOUT",
                    "60s"));
            Departures departures = new Departures(
                    settings.posthog(),
                    settings.ga4(),
                    settings.delivery(),
                    counters,
                    new Histograms<>(WorkerHistogram.class));
            Intake intake = new Intake(
                    departures, new Capacity(1_000_000, Long.MAX_VALUE), Duration.ofMinutes(1), 1000, counters);
            BodyReader reader = new BodyReader(Omission.Observer.NONE);
            AtomicInteger verdicts = new AtomicInteger();
            AtomicInteger serverErrors = new AtomicInteger();
            AtomicInteger longest = new AtomicInteger();
            for (int i = 0; i < INTO_THE_PIVOT; i++) {
                while (intake.pending() > MOST_PENDING) {
                    Thread.sleep(1);
                }
                byte[] body = next();
                Arrival arrival = new Arrival(1_764_000_000_000L + i, "https");
                intake.accept(
                        i % 3 == 0 ? reader.lines(body, body.length, arrival) : reader.json(body, body.length, arrival),
                        verdict -> {
                            verdicts.incrementAndGet();
                            if (verdict instanceof Verdict.Mixed mixed) {
                                longest.accumulateAndGet(mixed.outcomes().size(), Math::max);
                            }
                            if (verdict instanceof Verdict.Refused refused
                                    && refused.refusal().status() >= 500) {
                                serverErrors.incrementAndGet();
                            }
                        });
            }
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertEquals(INTO_THE_PIVOT, verdicts.get()));
            assertEquals(0, serverErrors.get());
            assertTrue(longest.get() > 1000 && longest.get() <= 5000, () -> longest + " results in one answer");
            assertEquals(0, intake.pending());
            assertEquals(counters.value(WorkerCounter.RECEIVED), answered(counters));
            assertEquals(counters.value(WorkerCounter.ACCEPTED), posthog.events());
            assertTrue(counters.value(WorkerCounter.ACCEPTED) > 1000, "enough of them are still events");
        }
    }

    @Test
    void http_anyBody_isAnsweredBelow500() {
        try (PostHogServer posthog = new PostHogServer();
                CapturedLog log = new CapturedLog();
                TestWorker worker = TestWorker.start(posthog, "BATCH_LINGER", "0ms", "SINGLE_TIMEOUT", "20s")) {
            String[] types = {"application/json", "application/x-ndjson"};
            for (int i = 0; i < OVER_HTTP; i++) {
                byte[] body = next();
                HttpResponse<String> answer = i % 5 == 0
                        ? worker.post(TestWorker.gzip(body), "Content-Type", types[i % 2], "Content-Encoding", "gzip")
                        : worker.post(
                                body,
                                "Content-Type",
                                types[i % 2],
                                "Content-Encoding",
                                i % 7 == 0 ? "gzip" : "identity");
                assertTrue(answer.statusCode() < 500, answer::body);
                assertTrue(
                        answer.body().startsWith("{\"ok\":") || answer.body().startsWith("{\"error\":\""),
                        answer::body);
            }
            assertTrue(worker.addsUp(), () -> worker.counts().toString());
            assertEquals(
                    0,
                    log.text()
                            .lines()
                            .filter(line -> line.contains("stack_trace"))
                            .count(),
                    log::text);
            assertTrue(log.text().lines().count() < 10, log::text);
        }
    }

    private static long answered(Counters<WorkerCounter> counters) {
        return counters.snapshot().entrySet().stream()
                .filter(entry -> entry.getKey().matches("accepted|duplicate|refused_.*"))
                .mapToLong(entry -> entry.getValue())
                .sum();
    }

    private byte[] next() {
        byte[] seed = random.nextInt(LARGE_ONE_OF) == 0
                ? large.get(random.nextInt(large.size()))
                : seeds.get(random.nextInt(seeds.size()));
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(seed, random.nextInt(seed.length + 1));
            case 1 -> noise();
            case 2 -> spliced(seed, seeds.get(random.nextInt(seeds.size())));
            default -> mutated(seed);
        };
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] spliced(byte[] head, byte[] tail) {
        byte[] bytes = Arrays.copyOf(head, random.nextInt(head.length + 1) + random.nextInt(tail.length + 1));
        int at = random.nextInt(bytes.length + 1);
        System.arraycopy(tail, 0, bytes, at, Math.min(tail.length, bytes.length - at));
        return bytes;
    }

    private byte[] mutated(byte[] seed) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            byte[] special = {'"', '{', '}', '[', ']', ',', ':', '\\', '\n', 0, (byte) 0xff, '9', '-', 'e'};
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? special[random.nextInt(special.length)] : (byte) random.nextInt(256);
        }
        return bytes;
    }
}
