package com.runmat.telemetry.worker.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.contract.Body;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Reading;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.Secret;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.delivery.Capacity;
import com.runmat.telemetry.worker.delivery.DeliveryLimits;
import com.runmat.telemetry.worker.delivery.Departures;
import com.runmat.telemetry.worker.delivery.backend.PostHogTarget;
import com.runmat.telemetry.worker.kit.BackEndServer;
import com.runmat.telemetry.worker.kit.Counted;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link Intake}: without a back end each event fails at once; with one that holds its answers all wait. */
class IntakeTest {
    private static final Verdict ACCEPTED = new Verdict.Accepted();
    private static final Verdict FAILED = new Verdict.Refused(Refusal.FORWARD_FAILED);
    private static final Verdict OVERLOADED = new Verdict.Refused(Refusal.OVERLOADED);

    private final PostHogServer posthog = new PostHogServer();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Counters<WorkerCounter> counters = new Counters<>(WorkerCounter.class);
    private final List<Verdict> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        released.countDown();
        posthog.close();
    }

    @Test
    void accept_unreadable_isRefusedAsAWhole() {
        accept(withoutBackEnd(10, 1 << 20), new Body.Unreadable(Refusal.INVALID_JSON));
        assertEquals(List.of(new Verdict.Refused(Refusal.INVALID_JSON)), heard);
        assertEquals(Map.of("received", 1L, "refused_invalid_json", 1L), Counted.in(counters));
    }

    @Test
    void accept_singleThatIsNoEvent_isRefusedForIt() {
        accept(withoutBackEnd(10, 1 << 20), new Body.Single(Refusal.MISSING_SESSION));
        assertEquals(List.of(new Verdict.Refused(Refusal.MISSING_SESSION)), heard);
        assertEquals(Map.of("received", 1L, "refused_missing_session", 1L), Counted.in(counters));
    }

    @Test
    void accept_singleThatLeft_isAccepted() {
        accept(intake(10, 1 << 20, Duration.ofMinutes(1)), new Body.Single(started(1)));
        awaitVerdicts(ACCEPTED);
        assertEquals(1, posthog.events().size());
        assertEquals(1, counters.value(WorkerCounter.RECEIVED));
        assertEquals(1, counters.value(WorkerCounter.ACCEPTED));
    }

    @Test
    void accept_batchThatLeft_isAccepted() {
        accept(intake(10, 1 << 20, Duration.ofMinutes(1)), new Body.Batch(List.of(started(1), started(2))));
        awaitVerdicts(ACCEPTED);
        assertEquals(2, posthog.events().size());
    }

    @Test
    void accept_probeAmongOthers_isCountedApart() {
        Event probe = Samples.event("{\"event_label\":\"install_start\",\"release\":\"probe\"}");
        accept(intake(10, 1 << 20, Duration.ofMinutes(1)), new Body.Batch(List.of(started(1), probe)));
        awaitVerdicts(ACCEPTED);
        assertEquals(1, counters.value(WorkerCounter.RECEIVED));
        assertEquals(1, counters.value(WorkerCounter.ACCEPTED));
        assertEquals(1, counters.value(WorkerCounter.PROBE_RECEIVED));
        assertEquals(1, counters.value(WorkerCounter.PROBE_ACCEPTED));
    }

    @Test
    void accept_batchOfGoodAndBad_tellsEachInItsOrder() {
        accept(
                withoutBackEnd(10, 1 << 20),
                new Body.Batch(List.of(Refusal.INVALID_EVENT, started(1), Refusal.INVALID_JSON)));
        assertEquals(
                List.of(new Verdict.Mixed(
                        List.of(Refusal.INVALID_EVENT, Refusal.FORWARD_FAILED, Refusal.INVALID_JSON))),
                heard);
        assertEquals(3, counters.value(WorkerCounter.RECEIVED));
    }

    @Test
    void accept_batchWithOneBad_keepsTheOther() {
        accept(intake(10, 1 << 20, Duration.ofMinutes(1)), new Body.Batch(List.of(started(1), Refusal.INVALID_EVENT)));
        awaitVerdicts(new Verdict.Mixed(Arrays.asList(null, Refusal.INVALID_EVENT)));
    }

    @Test
    void accept_moreThanThereIsRoomFor_isRefusedAsAWhole() {
        Intake intake = withoutBackEnd(2, 1 << 20);
        accept(intake, batch(3));
        assertEquals(List.of(OVERLOADED), heard);
        assertEquals(Map.of("received", 3L, "refused_overloaded", 3L), Counted.in(counters));
        accept(intake, batch(2));
        assertEquals(new Verdict.Mixed(List.of(Refusal.FORWARD_FAILED, Refusal.FORWARD_FAILED)), heard.getLast());
    }

    @Test
    void accept_moreMemoryThanThereIs_isRefusedAsAWhole() {
        long two = 2L * Capacity.bytes(started(1));
        Intake intake = withoutBackEnd(10, two);
        accept(intake, batch(3));
        assertEquals(List.of(OVERLOADED), heard);
        for (int i = 0; i < 3; i++) {
            accept(intake, batch(2)); // what had its outcome has left room
            assertEquals(new Verdict.Mixed(List.of(Refusal.FORWARD_FAILED, Refusal.FORWARD_FAILED)), heard.getLast());
        }
    }

    @Test
    void accept_whileAllWait_leavesTheLastTenthToEndsThatComeAlone() {
        posthog.mood(BackEndServer.heldUntil(released));
        Intake intake = intake(10, 1 << 20, Duration.ofMinutes(1));
        accept(intake, batch(9));
        accept(intake, new Body.Single(started(20)));
        assertEquals(List.of(OVERLOADED), heard);
        assertEquals(9, intake.pending());
        accept(intake, new Body.Single(finished(21)));
        assertEquals(10, intake.pending());
        accept(intake, new Body.Single(finished(22)));
        assertEquals(List.of(OVERLOADED, OVERLOADED), heard);
        released.countDown();
        awaitVerdicts(OVERLOADED, OVERLOADED, ACCEPTED, ACCEPTED);
        assertEquals(0, intake.pending());
    }

    @Test
    void accept_batchWhereBeginningsAreRefused_isTaken() {
        posthog.mood(BackEndServer.heldUntil(released));
        Intake intake = intake(10, 1 << 20, Duration.ofMinutes(1));
        accept(intake, batch(9));
        accept(intake, new Body.Batch(List.of(started(20))));
        assertEquals(10, intake.pending());
    }

    @Test
    void accept_copyOfWhatTravelsInABatch_isAnsweredInItsOwnTime() {
        posthog.mood(BackEndServer.heldUntil(released));
        Intake intake = intake(10, 1 << 20, Duration.ofMillis(50));
        accept(intake, new Body.Batch(List.of(started(1))));
        accept(intake, new Body.Single(started(1)));
        awaitVerdicts(FAILED);
        assertEquals(1, intake.pending());
        released.countDown();
        awaitVerdicts(FAILED, ACCEPTED);
        assertEquals(1, counters.value(WorkerCounter.ACCEPTED));
    }

    @Test
    void accept_copyInAnotherBatch_waitsForTheFirst() {
        posthog.mood(BackEndServer.heldUntil(released));
        Intake intake = intake(10, 1 << 20, Duration.ofMillis(1));
        accept(intake, new Body.Batch(List.of(started(1))));
        accept(intake, new Body.Batch(List.of(started(1))));
        accept(intake, new Body.Single(started(1)));
        awaitVerdicts(FAILED); // the batches' copies would have been given up before
        released.countDown();
        awaitVerdicts(FAILED, ACCEPTED, ACCEPTED);
        assertEquals(1, posthog.events().size());
        assertEquals(1, counters.value(WorkerCounter.DUPLICATE));
    }

    @ParameterizedTest
    @CsvSource({"probe, udp, 0, 1, 1", "probe, https, 0, 1, 0", "0.6.2, udp, 1, 0, 0"})
    void accept_eventOfTheProbe_isCountedApart(String release, String transport, long real, long probes, long byUdp) {
        String members = "\"release\":\"" + release + "\",\"transport\":\"" + transport + "\",\"os\"";
        accept(
                withoutBackEnd(10, 1 << 20),
                new Body.Single(Samples.event(Samples.started(1).replace("\"os\"", members))));
        assertEquals(real, counters.value(WorkerCounter.RECEIVED));
        assertEquals(probes, counters.value(WorkerCounter.PROBE_RECEIVED));
        assertEquals(byUdp, counters.value(WorkerCounter.PROBE_UDP));
    }

    private void accept(Intake intake, Body body) {
        intake.accept(body, heard::add);
    }

    private void awaitVerdicts(Verdict... verdicts) {
        await().untilAsserted(() -> assertEquals(List.of(verdicts), heard));
    }

    private Intake withoutBackEnd(int events, long bytes) {
        return intake(Optional.empty(), events, bytes, Duration.ofMinutes(1));
    }

    private Intake intake(int events, long bytes, Duration singleTime) {
        var target = new PostHogTarget(URI.create(posthog.url()), new Secret(PostHogServer.KEY));
        return intake(Optional.of(target), events, bytes, singleTime);
    }

    private Intake intake(Optional<PostHogTarget> target, int events, long bytes, Duration singleTime) {
        Duration patience = Duration.ofMinutes(1);
        DeliveryLimits limits = new DeliveryLimits(
                Duration.ZERO, 100, 4, patience, patience, new DeliveryLimits.Ga4Limits(1, 1, 1, patience, patience));
        var departures =
                new Departures(target, Optional.empty(), limits, counters, new Histograms<>(WorkerHistogram.class));
        return new Intake(departures, new Capacity(events, bytes), singleTime, 100, counters);
    }

    private static Body batch(int events) {
        List<Reading> readings = IntStream.range(0, events)
                .<Reading>mapToObj(IntakeTest::started)
                .toList();
        return new Body.Batch(readings);
    }

    private static Event started(int number) {
        return Samples.event(Samples.started(number));
    }

    private static Event finished(int number) {
        return Samples.event(Samples.started(number).replace("runtime_started", "runtime_finished"));
    }
}
