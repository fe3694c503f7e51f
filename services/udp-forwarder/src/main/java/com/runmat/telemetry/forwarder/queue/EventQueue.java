package com.runmat.telemetry.forwarder.queue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.ops.Counters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds every admitted event until its end: waiting, in flight, or back for another try. Bounded by events and bytes over all
 * three, so that memory stays flat while the worker is away; when full it refuses the newest. Thread-safe.
 *
 * <p>{@link #take()} gives out batches: first the events whose delay is over, then fresh ones in order of arrival, as soon as
 * a batch is full or its first event has lingered. Only one relay collects at a time ({@code turn}): several would each get a
 * part of what fits one request. Receivers wake it twice a batch, for the first event and for the full batch, and not for each
 * event, which would cost a system call a datagram.
 *
 * <p>Whoever took a batch must hand every event of it to {@link #settle} or {@link #putBack}, once. Both do nothing after
 * {@link #close()}, which counts what is left as lost; so each event has one end whatever the timing.
 */
public final class EventQueue {
    /** While draining, retries come this fast: there is no later. */
    private static final Duration DRAIN_DELAY = Duration.ofMillis(250);

    private static final long EPOCH = System.nanoTime();

    private final QueueLimits limits;
    private final Counters<ForwarderCounter> counters;
    private final ReentrantLock turn = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Event> fresh = new ArrayDeque<>();
    private final PriorityQueue<Event> delayed =
            new PriorityQueue<>(Comparator.comparingLong(event -> event.notBeforeNanos() - EPOCH));

    private long freshBytes;
    private int heldEvents;
    private long heldBytes;
    private long pausedUntil = System.nanoTime();
    private boolean draining;
    private boolean closed;

    public EventQueue(QueueLimits limits, Counters<ForwarderCounter> counters) {
        this.limits = limits;
        this.counters = counters;
    }

    /** Takes a fresh event, or refuses it when the queue is full or closed. */
    public boolean offer(Event event) {
        lock.lock();
        try {
            if (closed || heldEvents >= limits.events() || heldBytes + event.size() > limits.bytes()) {
                return false;
            }
            boolean wasFull = fullBatch();
            fresh.add(event);
            freshBytes += event.size();
            heldEvents++;
            heldBytes += event.size();
            if (fresh.size() == 1 || fullBatch() != wasFull) {
                changed.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a batch; events beyond the maximum age are dropped and counted on the way.
     *
     * @return at least one event, or none when the queue is closed
     */
    public List<Event> take() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            lock.lockInterruptibly();
            try {
                return collect();
            } finally {
                lock.unlock();
            }
        } finally {
            turn.unlock();
        }
    }

    private List<Event> collect() throws InterruptedException {
        while (!closed) {
            long wait = nanosToBatch(System.nanoTime());
            if (wait > 0) {
                changed.awaitNanos(wait);
                continue;
            }
            List<Event> batch = cut(System.nanoTime());
            if (!batch.isEmpty()) {
                return batch;
            }
        }
        return List.of();
    }

    private long nanosToBatch(long now) {
        long wait = Long.MAX_VALUE;
        if (!delayed.isEmpty()) {
            wait = delayed.element().notBeforeNanos() - now;
        }
        if (!fresh.isEmpty()) {
            long linger = fullBatch() || draining ? 0 : limits.linger().toNanos();
            wait = Math.min(wait, fresh.element().arrivedNanos() + linger - now);
        }
        return Math.max(wait, pausedUntil - now);
    }

    private boolean fullBatch() {
        return fresh.size() >= limits.batchEvents() || freshBytes >= limits.batchBytes();
    }

    private List<Event> cut(long now) {
        List<Event> batch = new ArrayList<>(Math.min(limits.batchEvents(), fresh.size() + delayed.size()));
        long room = limits.batchBytes();
        while (!delayed.isEmpty()
                && delayed.element().notBeforeNanos() - now <= 0
                && fits(batch, delayed.element(), room)) {
            room -= keep(batch, delayed.remove(), now);
        }
        while (!fresh.isEmpty() && fits(batch, fresh.element(), room)) {
            freshBytes -= fresh.element().size();
            room -= keep(batch, fresh.remove(), now);
        }
        return batch;
    }

    private boolean fits(List<Event> batch, Event event, long room) {
        return batch.size() < limits.batchEvents() && (event.size() <= room || batch.isEmpty());
    }

    private long keep(List<Event> batch, Event event, long now) {
        if (now - event.arrivedNanos() > limits.maxAge().toNanos()) {
            release(event, ForwarderCounter.DROPPED_EXPIRED);
            return 0;
        }
        batch.add(event);
        return event.size();
    }

    /** The end of events that were taken: they leave the queue and count as {@code end}. */
    public void settle(List<Event> events, ForwarderCounter end) {
        lock.lock();
        try {
            if (!closed) {
                events.forEach(event -> release(event, end));
            }
        } finally {
            lock.unlock();
        }
    }

    private void release(Event event, ForwarderCounter end) {
        heldEvents--;
        heldBytes -= event.size();
        counters.increment(end);
    }

    /** Events that were taken come back, to be given out again after {@code delay}; past the maximum age they expire. */
    public void putBack(List<Event> events, Duration delay) {
        lock.lock();
        try {
            if (closed || events.isEmpty()) {
                return;
            }
            long notBefore = System.nanoTime() + atMost(delay).toNanos();
            for (Event event : events) {
                event.again(notBefore);
                delayed.add(event);
            }
            counters.add(ForwarderCounter.RETRIED, events.size());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Gives out nothing for a while, as the worker is away or asks for a rest. */
    public void pause(Duration delay) {
        lock.lock();
        try {
            long until = System.nanoTime() + atMost(delay).toNanos();
            pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
        } finally {
            lock.unlock();
        }
    }

    private Duration atMost(Duration delay) {
        Duration limit = draining ? DRAIN_DELAY : limits.maxAge();
        return delay.compareTo(limit) < 0 ? delay : limit;
    }

    /** From now on everything is given out at once: what does not leave soon is lost. */
    public void drain() {
        lock.lock();
        try {
            draining = true;
            long now = System.nanoTime();
            pausedUntil = now;
            List<Event> all = new ArrayList<>(delayed);
            delayed.clear();
            all.forEach(event -> event.hurry(now));
            delayed.addAll(all);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the queue: what it still holds counts as lost by the shutdown.
     *
     * @return how many that are
     */
    public int close() {
        lock.lock();
        try {
            int lost = heldEvents;
            counters.add(ForwarderCounter.DROPPED_SHUTDOWN, lost);
            closed = true;
            heldEvents = 0;
            heldBytes = 0;
            fresh.clear();
            delayed.clear();
            changed.signalAll();
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Events held: waiting, in flight, or back for another try. */
    public int events() {
        lock.lock();
        try {
            return heldEvents;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of their lines. */
    public long bytes() {
        lock.lock();
        try {
            return heldBytes;
        } finally {
            lock.unlock();
        }
    }
}
