package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import com.runmat.telemetry.local.standin.Mode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** PostHog dies, comes back, is slow, says 429, 500 and 400, all while datagrams arrive. */
class OutageTest {
    private static final int EVENTS = 10_000;
    private static final int A_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Far above what either service holds, and far below what losing count of events would fill. */
    private static final long MOST_RESIDENT_KIB = 450 * 1024;

    /** What happens to PostHog while the next events arrive, and how to see that they met it. */
    private record Act(Mishap mishap, Callable<Boolean> met) {}

    /** Does something to PostHog. */
    private interface Mishap {
        void befall(Deployed deployed);
    }

    @Test
    void udpEvents_whilePostHogMisbehaves_arriveOnceEach() throws Exception {
        try (Deployed deployed = Deployed.start(Map.of("FORWARDER_SOURCE_RATE", "0", "FORWARDER_MAX_BACKOFF", "2s"))) {
            List<Act> acts = acts(deployed);
            for (int act = 0; act < acts.size(); act++) {
                acts.get(act).mishap().befall(deployed);
                send(deployed, EVENTS * act / acts.size(), EVENTS * (act + 1) / acts.size());
                await("act " + act).atMost(PATIENCE).until(acts.get(act).met());
            }
            await("all delivered")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> settled(deployed));

            everyEventOnce(deployed);
            assertTrue(deployed.residentKiB().stream().allMatch(kib -> kib < MOST_RESIDENT_KIB), () -> "memory grew");
        }
    }

    private static List<Act> acts(Deployed deployed) {
        Callable<Boolean> asked = () -> deployed.posthog().requests() > 0;
        Callable<Boolean> held = () -> deployed.forwarderCounters().getOrDefault("waiting_events", 0L) > 0;
        Callable<Boolean> refused = () -> !deployed.refused().isEmpty();
        return List.of(
                new Act(all -> all.posthog().behave(Mode.WORKING), asked),
                new Act(Deployed::killPostHog, held),
                new Act(Deployed::restartPostHog, asked),
                new Act(all -> all.posthog().behave(Mode.SLOW), asked),
                new Act(all -> all.posthog().behave(Mode.RATE_LIMITED), asked),
                new Act(all -> all.posthog().behave(Mode.FAILING), asked),
                new Act(all -> all.posthog().behave(Mode.WORKING), asked),
                new Act(all -> all.posthog().behave(Mode.REFUSES_ONE), refused),
                new Act(all -> all.posthog().behave(Mode.DOWN), asked),
                new Act(all -> all.posthog().behave(Mode.WORKING), asked));
    }

    private static void send(Deployed deployed, int from, int to) throws IOException {
        long start = System.nanoTime();
        for (int i = from; i < to; i++) {
            deployed.udp(event(i));
            LockSupport.parkNanos(start + (i - from + 1) * (1_000_000_000L / A_SECOND) - System.nanoTime());
        }
    }

    /** Whatever the forwarder took has been delivered or dropped, and all of them were taken. */
    private static boolean settled(Deployed deployed) throws Exception {
        Map<String, Long> counters = deployed.forwarderCounters();
        long taken = counters.getOrDefault("received", 0L) + counters.getOrDefault("kernel_dropped", 0L);
        return taken == EVENTS && counters.getOrDefault("waiting_events", 0L) == 0;
    }

    private static void everyEventOnce(Deployed deployed) throws Exception {
        Map<String, Long> counters = deployed.forwarderCounters();
        assertEquals(0L, counters.get("kernel_dropped"), "the machine was too busy: " + counters);
        assertEquals(EVENTS, counters.get("delivered"), counters::toString);

        List<Departure> counted = deployed.counted(BackEnd.POSTHOG);
        Set<String> asPostHogCounts = counted.stream().map(OutageTest::identity).collect(Collectors.toSet());
        Set<String> clients = counted.stream().map(Departure::client).collect(Collectors.toSet());
        assertEquals(IntStream.range(0, EVENTS).mapToObj(OutageTest::client).collect(Collectors.toSet()), clients);
        assertEquals(EVENTS, asPostHogCounts.size(), "an event arrived as two");
    }

    /** What PostHog merges: equal uuid, event, distinct id and day. */
    private static String identity(Departure departure) {
        JsonNode event = departure.event();
        return String.join(
                " ",
                event.path("uuid").stringValue(),
                event.path("event").stringValue(),
                departure.client(),
                event.path("timestamp").stringValue().substring(0, 10));
    }

    private static String event(int i) {
        return """
                {"event_label":"runtime_started","session_id":"session-%d","cid":"%s","run_kind":"script","os":"linux","payload":{"jit_enabled":true}}""".formatted(i, client(i));
    }

    private static String client(int i) {
        return "1764000000-" + i;
    }
}
