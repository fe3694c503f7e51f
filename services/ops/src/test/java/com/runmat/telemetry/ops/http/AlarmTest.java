package com.runmat.telemetry.ops.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for {@link Alarm}, whose timer runs a task only when it is told to. */
class AlarmTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long start = System.nanoTime();
    private final List<ScheduledFuture<?>> scheduled = new ArrayList<>();
    private final Deque<Long> wishes = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(0) {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            ring = task;
            ScheduledFuture<?> made = super.schedule(() -> {}, 1, TimeUnit.DAYS);
            scheduled.add(made);
            return made;
        }
    };
    private final Alarm alarm = new Alarm(timer, wishes::remove);
    private Runnable ring = () -> {};

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void by_laterThanTheNext_setsNoOther() {
        alarm.by(start + 10 * SECOND);
        for (int i = 10; i < 100; i++) {
            alarm.by(start + i * SECOND);
        }
        assertEquals(1, scheduled.size());
    }

    @Test
    void by_earlierThanTheNext_takesItsPlace() {
        alarm.by(start + 10 * SECOND);
        alarm.by(start + 5 * SECOND);
        assertEquals(2, scheduled.size());
        assertTrue(scheduled.getFirst().isCancelled());
    }

    @Test
    void ring_isSetAgainForWhenTheTaskWantsIt() {
        alarm.by(start + SECOND);
        wishes.add(start + 20 * SECOND);
        ring.run();
        assertEquals(0, wishes.size());
        alarm.by(start + 30 * SECOND);
        assertEquals(2, scheduled.size());
        alarm.by(start + 10 * SECOND);
        assertEquals(3, scheduled.size());
    }

    @Test
    void close_endsIt() {
        alarm.by(start + SECOND);
        alarm.close();
        assertTrue(scheduled.getFirst().isCancelled());
        ring.run();
        alarm.by(start);
        assertEquals(1, scheduled.size());
    }
}
