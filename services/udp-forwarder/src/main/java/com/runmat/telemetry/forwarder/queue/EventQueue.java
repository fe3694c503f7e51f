package com.runmat.telemetry.forwarder.queue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.ops.Counters;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/**
 * Holds every admitted event until its end: waiting, in flight, or back for another try. Bounded by events and bytes over all
 * three, so that memory stays flat while the worker is away; when full it refuses the newest, but an event that tells an end takes
 * the place of the eldest waiting ones that tell none ({@link Worth}). Thread-safe.
 *
 * <p>Batches are made on the way in: what receivers offer is copied behind one another into the open batch, in order of arrival,
 * until it is full and the next one opens. {@link #take()} gives out the batches whose delay is over, then the full ones, then
 * the open one when its first event has lingered. So the lock is taken for a burst of datagrams and for a request, not for an
 * event. Only one relay waits at a time ({@link Turns}), and receivers wake it twice a batch, for the first event and when it is
 * full.
 *
 * <p>Whoever took a batch must hand every event of it to {@link #settle} or {@link #putBack}, once. Both do nothing after
 * {@link #close()}, which counts what is left as lost; so each event has one end whatever the timing.
 */
public final class EventQueue {
    private final QueueLimits limits;
    private final Counters<ForwarderCounter> counters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Turns turns = new Turns(lock.newCondition(), lock.newCondition());
    private final Waiting waiting;
    private final Pauses pauses;

    private int heldEvents;
    private long heldBytes;
    private boolean ending;
    private boolean closed;

    public EventQueue(QueueLimits limits, Counters<ForwarderCounter> counters) {
        this.limits = limits;
        this.counters = counters;
        this.waiting = new Waiting(limits);
        this.pauses = new Pauses(limits.maxAge());
    }

    /**
     * Takes copies of fresh events, but for those that have no room; none when the queue is closed.
     *
     * @return how many it took
     */
    public int offer(Batch fresh) {
        lock.lock();
        try {
            int stage = waiting.stage();
            int taken = 0;
            for (int event = 0; event < fresh.events(); event++) {
                if (hasRoom(fresh.size(event)) || roomIsMade(fresh, event)) {
                    append(fresh, event);
                    taken++;
                }
            }
            if (waiting.stage() != stage) {
                turns.wake();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(int size) {
        return !closed && heldEvents < limits.events() && heldBytes + size <= limits.bytes();
    }

    /** A hundredth of the queue at once, for each time costs a look at a batch. */
    private boolean roomIsMade(Batch fresh, int event) {
        if (closed || !fresh.tellsAnEnd(event)) {
            return false;
        }
        while (!hasRoom(fresh.size(event))) {
            Batch shed = waiting.shed(Math.max(1, limits.events() / 100));
            if (shed.isEmpty()) {
                return false;
            }
            release(shed, ForwarderCounter.DROPPED_QUEUE_FULL);
        }
        return true;
    }

    private void append(Batch fresh, int event) {
        waiting.add(fresh, event);
        heldEvents++;
        heldBytes += fresh.size(event);
    }

    /**
     * Waits for a batch; events beyond the maximum age are dropped and counted on the way.
     *
     * @return at least one event, or none when the queue gives out no more
     */
    public Batch take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            turns.begin();
            try {
                return collect();
            } finally {
                turns.end(!waiting.isEmpty());
            }
        } finally {
            lock.unlock();
        }
    }

    private Batch collect() throws InterruptedException {
        while (!ending) {
            long now = System.nanoTime();
            long wait = nanosToBatch(now);
            if (wait > 0) {
                turns.await(wait);
                continue;
            }
            Batch batch = withoutExpired(waiting.next(now), now);
            if (!batch.isEmpty()) {
                return batch;
            }
        }
        return new Batch(0);
    }

    private long nanosToBatch(long now) {
        long linger = pauses.draining() ? 0 : limits.linger().toNanos();
        return Math.max(waiting.nanosToFirst(now, linger), pauses.left(now));
    }

    /** Its first event is the oldest, give or take a burst. */
    private Batch withoutExpired(Batch batch, long now) {
        if (now - batch.arrivedNanos(0) <= limits.maxAge().toNanos()) {
            return batch;
        }
        IntPredicate expired =
                event -> now - batch.arrivedNanos(event) > limits.maxAge().toNanos();
        release(batch.only(expired), batch.givenUp(ForwarderCounter.DROPPED_EXPIRED));
        return batch.only(expired.negate());
    }

    /** The end of events that were taken: they leave the queue and count as {@code end}. The batch is the queue's again. */
    public void settle(Batch batch, ForwarderCounter end) {
        lock.lock();
        try {
            if (!closed) {
                release(batch, end);
            }
        } finally {
            lock.unlock();
        }
    }

    private void release(Batch batch, ForwarderCounter end) {
        heldEvents -= batch.events();
        heldBytes -= batch.length();
        counters.add(end, batch.events());
        waiting.giveBack(batch);
    }

    /** Events that were taken come back, to be given out again after {@code delay}; past the maximum age they expire. */
    public void putBack(Batch batch, Duration delay) {
        locked(() -> {
            if (!closed) {
                batch.again(pauses.over(delay));
                waiting.putBack(batch);
                counters.add(ForwarderCounter.RETRIED, batch.events());
                turns.wake();
            }
        });
    }

    /** Gives out nothing for a while, as the worker is away. */
    public void pause(Duration delay) {
        locked(() -> pauses.pause(delay));
    }

    /** Gives out nothing for a while, as the worker asks for that. */
    public void rest(Duration asked) {
        locked(() -> pauses.rest(asked));
    }

    /** From now on everything is given out at once: what does not leave soon is lost. */
    public void drain() {
        locked(() -> {
            long now = System.nanoTime();
            pauses.drain(now);
            waiting.hurry(now);
            turns.wake();
        });
    }

    /** From now on nothing is given out; what is under way may still have its end. */
    public void giveOutNoMore() {
        locked(() -> {
            ending = true;
            turns.close();
        });
    }

    /** For what is done seldom. */
    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the queue: what it still holds counts as lost by the shutdown, or as unanswered where a try, under way or over, may have
     * delivered it.
     *
     * @return how many both are
     */
    public int close() {
        lock.lock();
        try {
            int lost = heldEvents;
            int undelivered = waiting.undeliveredEvents();
            counters.add(ForwarderCounter.DROPPED_SHUTDOWN, undelivered);
            counters.add(ForwarderCounter.DROPPED_UNANSWERED, lost - undelivered);
            ending = true;
            closed = true;
            heldEvents = 0;
            heldBytes = 0;
            waiting.clear();
            turns.close();
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
