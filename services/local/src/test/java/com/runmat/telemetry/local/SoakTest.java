package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Events all the while each part is killed, ended or replaced in an order that the seed decides: what was sent was delivered once, or
 * is counted by its reason. A round of each by default; an hour: {@code ./mvnw -f services/pom.xml -pl local -am verify
 * -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false -Dsoak.seconds=3600 -Dsoak.rate=2000 -Dtests.seconds=4500}
 */
class SoakTest {
    private static final int SECONDS = Integer.getInteger("soak.seconds", 0);
    private static final int RATE = Integer.getInteger("soak.rate", 500);
    private static final long SEED = Long.getLong("soak.seed", 20_261_129L);

    private final Random random = new Random(SEED);
    private final Tally tally = new Tally();
    private volatile boolean ending;
    private volatile long good;

    /** What PostHog has, which counts copies of one event once. */
    private static final class Tally {
        private final BitSet delivered = new BitSet();
        private long[] uuids = new long[1 << 16];
        private long copies;
        private long strangers;

        synchronized void take(Departure departure) {
            int number = Integer.parseInt(departure.client().substring("1764000000-".length()));
            long uuid = departure.event().path("uuid").stringValue().hashCode();
            uuids = number < uuids.length ? uuids : Arrays.copyOf(uuids, 2 * number);
            if (!delivered.get(number)) {
                delivered.set(number);
                uuids[number] = uuid;
            } else if (uuids[number] == uuid) {
                copies++;
            } else {
                strangers++;
            }
        }

        synchronized long events() {
            return delivered.cardinality();
        }
    }

    /** Something that befalls one part. */
    private record Mishap(String name, Callable<?> what) {}

    @Test
    void anyPartKilled_whatWasSentIsDeliveredOnceOrCounted() throws Exception {
        try (Fleet fleet = new Fleet(tally::take)) {
            CompletableFuture<Map<String, Long>> sender = CompletableFuture.supplyAsync(() -> sendAll(fleet));
            long start = System.nanoTime();
            do {
                for (Mishap mishap : round(fleet)) {
                    Thread.sleep(random.nextInt(200, 1 + 200 + Math.min(SECONDS * 50, 5_000)));
                    System.out.printf(
                            "%,6d s  %s; PostHog has %,d events%n",
                            (System.nanoTime() - start) / 1_000_000_000L, mishap.name(), tally.events());
                    mishap.what().call();
                    recover();
                }
            } while (System.nanoTime() - start < Duration.ofSeconds(SECONDS).toNanos());
            ending = true;
            Map<String, Long> sent = sender.join();
            settle(sent);
            judge(sent, fleet.end());
        }
    }

    /** Until what is sent from now on arrives: no part falls while another is down. */
    private void recover() {
        long now = good;
        await("recovery").atMost(Duration.ofMinutes(2)).until(() -> tally.events() >= now);
    }

    private List<Mishap> round(Fleet fleet) {
        List<Mishap> round = new ArrayList<>(List.of(
                mishap("the worker is killed", () -> fleet.killWorker(upTo(SECONDS > 0 ? 5_000 : 500))),
                mishap("PostHog is killed", () -> fleet.killPostHog(upTo(SECONDS > 0 ? 5_000 : 500))),
                mishap("the forwarder is replaced", fleet::replaceForwarder)));
        if (SECONDS > 0) {
            List<Mode> modes = List.of(Mode.values());
            Mode mode = modes.get(random.nextInt(modes.size()));
            round.add(mishap("the worker is replaced", fleet::replaceWorker));
            if (mode != Mode.REFUSES_ONE) {
                round.add(mishap("PostHog " + mode.meaning(), () -> fleet.misbehave(mode, upTo(5_000))));
            }
        }
        Collections.shuffle(round, random);
        return round;
    }

    /** A step that may fail. */
    private interface Step {
        void take() throws Exception;
    }

    private static Mishap mishap(String name, Step step) {
        return new Mishap(name, () -> {
            step.take();
            return name;
        });
    }

    private Duration upTo(int millis) {
        return Duration.ofMillis(random.nextInt(100, millis));
    }

    /** At the rate, of each hundred one that is no JSON, one that is no event, and one that is too long. */
    private Map<String, Long> sendAll(Fleet fleet) {
        Map<String, Long> sent = new TreeMap<>();
        long start = System.nanoTime();
        try {
            for (int i = 0; !ending; i++) {
                String kind = kind(i);
                fleet.send(datagram(kind, i).getBytes(StandardCharsets.UTF_8));
                sent.merge(kind, 1L, Long::sum);
                good = sent.getOrDefault("good", 0L);
                LockSupport.parkNanos(start + (i + 1) * (1_000_000_000L / RATE) - System.nanoTime());
            }
            return sent;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String kind(int i) {
        return switch (i % 100) {
            case 17 -> "malformed";
            case 43 -> "rejected_invalid";
            case 71 -> "oversized";
            default -> "good";
        };
    }

    private static String datagram(String kind, int i) {
        return switch (kind) {
            case "malformed" -> "{\"event_label\":";
            case "rejected_invalid" -> "{\"event_label\":\"unheard_of\"}";
            case "oversized" -> " ".repeat(20_000);
            default ->
                "{\"event_label\":\"runtime_started\",\"session_id\":\"1764000001-%d\",\"cid\":\"1764000000-%d\",\"run_kind\":\"script\"}"
                        .formatted(i, i);
        };
    }

    /** For as long as more arrives. */
    private void settle(Map<String, Long> sent) throws InterruptedException {
        long before = -1;
        while (tally.events() < sent.getOrDefault("good", 0L) && tally.events() > before) {
            before = tally.events();
            Thread.sleep(Duration.ofSeconds(10));
        }
    }

    private void judge(Map<String, Long> sent, Map<String, Long> counted) {
        System.out.printf(
                "seed %d: sent %s; PostHog has %,d events and got %,d copies; the forwarders counted %s%n",
                SEED, sent, tally.events(), tally.copies, counted);
        long all = sent.values().stream().mapToLong(Long::longValue).sum();
        assertTrue(sent.getOrDefault("good", 0L) > RATE, "nearly nothing was sent: " + sent);
        long kernel = counted("kernel_dropped", counted);
        long lost = counted("dropped_shutdown", counted) + counted("dropped_expired", counted);
        long unanswered = counted("dropped_unanswered", counted);
        assertEquals(all, counted("received", counted) + kernel);
        assertEquals(counted("received", counted), counted("delivered", counted) + dropped(counted));
        assertEquals(0, counted("dropped_internal", counted));
        assertAtMost(sent.getOrDefault("malformed", 0L) - counted("dropped_malformed", counted), kernel);
        assertAtMost(sent.getOrDefault("oversized", 0L) - counted("dropped_oversized", counted), kernel);
        long invalid = sent.getOrDefault("rejected_invalid", 0L) - counted("dropped_rejected_invalid", counted);
        assertAtMost(invalid, kernel + lost + unanswered);
        assertEquals(0, tally.strangers, "an event arrived as two");
        // of those alone nobody knows
        long arrived = tally.events() - counted("delivered", counted);
        assertAtMost(arrived, unanswered);
        assertAtMost(sent.getOrDefault("good", 0L) - tally.events(), kernel + lost + unanswered - arrived);
        assertEquals(0, lost, "what waited was not sent in the time of a forwarder's end");
    }

    private static long dropped(Map<String, Long> counted) {
        return counted.entrySet().stream()
                .filter(counter -> counter.getKey().startsWith("dropped_"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void assertAtMost(long number, long most) {
        assertTrue(0 <= number && number <= most, () -> number + " is not within 0 and " + most);
    }

    private static long counted(String name, Map<String, Long> counters) {
        return counters.getOrDefault(name, 0L);
    }
}
