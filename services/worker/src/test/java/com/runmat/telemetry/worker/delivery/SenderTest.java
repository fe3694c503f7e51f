package com.runmat.telemetry.worker.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.delivery.Events.Leaving;
import com.runmat.telemetry.worker.delivery.backend.BackEnd;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.delivery.backend.Sent;
import com.runmat.telemetry.worker.kit.CapturedLog;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for {@link Sender}: whatever happens, each event hears one outcome. */
class SenderTest {
    private final Counters<WorkerCounter> counters = new Counters<>(WorkerCounter.class);
    private final CapturedLog log = new CapturedLog();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final Leaving first = Events.leaving("ann", 1);
    private final Leaving second = Events.leaving("ann", 2);

    @AfterEach
    void stop() {
        silence.countDown();
        log.close();
    }

    @Test
    void add_backEndThatThrows_failsItsBatch_andTheNextIsSent() {
        Sender sender = sender(events -> {
            if (events.getFirst().equals(first.event())) {
                throw new IllegalStateException("a defect");
            }
            return delivered(events);
        });
        sender.add(List.of(first), Lane.SINGLE);
        awaitOutcome(first, Outcome.INTERNAL);
        sender.add(List.of(second), Lane.SINGLE);
        awaitOutcome(second, Outcome.DELIVERED);
        assertTrue(log.text().contains("sending a batch failed unexpectedly"), log::text);
        assertEquals(1, counters.value(WorkerCounter.GA4_LOST_INTERNAL));
    }

    @Test
    void add_backEndThatRunsOutOfMemory_failsItsBatch() {
        Sender sender = sender(events -> {
            throw new OutOfMemoryError("as if");
        });
        sender.add(List.of(first), Lane.SINGLE);
        awaitOutcome(first, Outcome.INTERNAL);
    }

    @Test
    void add_listenerThatThrows_keepsNoOtherFromHearing() {
        Delivery bad = new Delivery() {
            @Override
            public Event event() {
                return Events.of("ann", 3);
            }

            @Override
            public void completed(Outcome outcome) {
                throw new IllegalStateException("a defect");
            }
        };
        sender(SenderTest::delivered).add(List.of(first, bad, second), Lane.BATCH);
        awaitOutcome(first, Outcome.DELIVERED);
        awaitOutcome(second, Outcome.DELIVERED);
    }

    @Test
    void add_noPlaceUntilTheirTimeIsOver_expireUnsent() {
        CountDownLatch began = new CountDownLatch(1);
        Sender sender = sender(Duration.ofSeconds(2), events -> {
            began.countDown();
            silently();
            return delivered(events);
        });
        sender.add(List.of(first), Lane.SINGLE);
        await().until(() -> began.getCount() == 0);
        List<Leaving> others = IntStream.range(0, 100)
                .mapToObj(i -> Events.leaving("client-" + i, i))
                .toList();
        others.forEach(each -> sender.add(List.of(each), Lane.SINGLE));
        List<Outcome> expired = List.of(Outcome.EXPIRED);
        await().until(() -> others.stream().allMatch(each -> each.heard().equals(expired)));
        assertEquals(100, counters.value(WorkerCounter.GA4_LOST_EXPIRED));
        silence.countDown();
        awaitOutcome(first, Outcome.DELIVERED);
        assertEquals(1, counters.value(WorkerCounter.GA4_DELIVERED));
    }

    @Test
    void add_tooLittleTimeForARequest_expireUnsent() {
        Sender sender = sender(BackEnd.LEAST_TIME.minusNanos(1), SenderTest::delivered);
        sender.add(List.of(first, second), Lane.SINGLE);
        awaitOutcome(first, Outcome.EXPIRED);
        awaitOutcome(second, Outcome.EXPIRED);
    }

    @Test
    void stop_failsWhatWaits_andWhatIsAddedLater() {
        CountDownLatch began = new CountDownLatch(1);
        Sender sender = sender(events -> {
            began.countDown();
            silently();
            return delivered(events);
        });
        sender.add(List.of(first), Lane.SINGLE);
        await().until(() -> began.getCount() == 0);
        sender.add(List.of(second), Lane.SINGLE);
        sender.stop();
        awaitOutcome(second, Outcome.SHUTDOWN);
        Leaving late = Events.leaving("bob", 3);
        sender.add(List.of(late), Lane.SINGLE);
        awaitOutcome(late, Outcome.SHUTDOWN);
        // it was interrupted, and then it is the back end that says how it ended
        awaitOutcome(first, Outcome.DELIVERED);
    }

    private void silently() {
        try {
            silence.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitOutcome(Leaving event, Outcome outcome) {
        await().untilAsserted(() -> assertEquals(List.of(outcome), event.heard()));
    }

    private static Sent delivered(List<Event> events) {
        return new Sent(Collections.nCopies(events.size(), Outcome.DELIVERED), false);
    }

    private Sender sender(Function<List<Event>, Sent> backEnd) {
        return sender(Duration.ofMinutes(1), backEnd);
    }

    private Sender sender(Duration whole, Function<List<Event>, Sent> backEnd) {
        LaneTime time = new LaneTime(whole, Duration.ofMinutes(1));
        return new Sender(
                "test",
                new BackEnd() {
                    @Override
                    public String group(Event event) {
                        return event.distinctId();
                    }

                    @Override
                    public int most() {
                        return 10;
                    }

                    @Override
                    public Sent send(List<Event> events, Deadline deadline) {
                        return backEnd.apply(events);
                    }

                    @Override
                    public void close() {}
                },
                1,
                Duration.ZERO,
                Map.of(Lane.SINGLE, time, Lane.BATCH, time),
                Tally.ga4(counters, new Histograms<>(WorkerHistogram.class)));
    }
}
