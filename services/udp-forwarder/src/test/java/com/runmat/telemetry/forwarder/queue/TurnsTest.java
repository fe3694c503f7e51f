package com.runmat.telemetry.forwarder.queue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for {@link Turns}: this thread has the first turn, and another one is idle meanwhile. */
@Timeout(60)
class TurnsTest {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Turns turns = new Turns(changed, idle);
    private final Thread other = Thread.ofPlatform().daemon().unstarted(() -> locked(this::begin));

    TurnsTest() {
        locked(this::begin);
        other.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> idleThreads() == 1);
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        try {
            turns.begin();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private int idleThreads() {
        lock.lock();
        try {
            return lock.getWaitQueueLength(idle);
        } finally {
            lock.unlock();
        }
    }

    /** What this thread does leaves the other one idle. */
    private void assertStaysIdle(Runnable step) {
        locked(() -> {
            step.run();
            assertEquals(1, lock.getWaitQueueLength(idle));
        });
    }

    /** What this thread does wakes the other one, which then has its turn. */
    private void assertWakes(Runnable step) throws InterruptedException {
        locked(() -> {
            step.run();
            assertEquals(0, lock.getWaitQueueLength(idle));
        });
        assertTrue(other.join(Duration.ofSeconds(30)));
    }

    @Test
    void end_nothingToWaitFor_wakesNobody_andTheSameThreadMayHaveTheNextTurn() {
        assertStaysIdle(() -> turns.end(false));
        assertStaysIdle(this::begin);
    }

    @Test
    void end_moreToWaitFor_wakesAnother() throws InterruptedException {
        assertWakes(() -> turns.end(true));
    }

    @Test
    void wake_whileAnotherHasTheTurn_leavesTheIdleOnes() {
        assertStaysIdle(turns::wake);
    }

    @Test
    void wake_whileNobodyHasTheTurn_wakesAnIdleOne() throws InterruptedException {
        assertStaysIdle(() -> turns.end(false));
        assertWakes(turns::wake);
    }

    @Test
    void close_wakesAll() throws InterruptedException {
        assertWakes(turns::close);
    }
}
