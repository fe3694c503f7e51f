package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Events that wait to leave, in groups: those of one group leave together, the group that has waited longest first. It lingers
 * for others, counted from its first event, or until it is full; what was too many for one batch goes to the end, so that a
 * client with many does not hold up the rest. Not bounded here: whoever adds has taken room. Thread-safe.
 *
 * <p>The takers are the threads that send. One of them at a time leads: it lingers over the batch that gathers and leads until it has
 * taken it, while the others sleep; so a batch is taken and sent by one thread. Whoever adds the first event wakes one sleeper, who
 * fills a group wakes the leader, and all other events cost no thread switch.
 */
final class SendQueue {
    /** An event and when it was added. */
    private record Entry(Delivery delivery, long atNanos) {}

    private final int most;
    private final Function<Event, String> group;
    private final Map<String, Queue<Entry>> groups = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition due = lock.newCondition();
    private int sleepers;
    private boolean called;
    private boolean led;
    private boolean closed;

    /** @param most events in one batch */
    SendQueue(int most, Function<Event, String> group) {
        this.most = most;
        this.group = group;
    }

    /** False, and nothing added, once it is closed. */
    boolean add(List<Delivery> deliveries) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            boolean full = full();
            long now = System.nanoTime();
            for (Delivery delivery : deliveries) {
                groups.computeIfAbsent(group.apply(delivery.event()), name -> new ArrayDeque<>(4))
                        .add(new Entry(delivery, now));
            }
            call();
            if (!full && full()) {
                due.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a batch is due, and then leads until {@link #take} or {@link #takeOlder}.
     *
     * @param linger nanoseconds that the first event waits for others, asked whenever it may have changed
     * @return when the batch's first event was added, by the monotonic clock
     * @throws InterruptedException as well when the queue was closed
     */
    long awaitDue(LongSupplier linger) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitLead();
            while (!closed) {
                long first = head().element().atNanos();
                long left = first + linger.getAsLong() - System.nanoTime();
                if (left <= 0 || full()) {
                    return first;
                }
                long ignored = due.awaitNanos(left);
            }
            throw new InterruptedException("closed");
        } finally {
            lock.unlock();
        }
    }

    private void awaitLead() throws InterruptedException {
        sleepers++;
        try {
            while (!closed && (led || groups.isEmpty())) {
                work.await();
            }
            called = false;
            led = true;
        } finally {
            sleepers--;
        }
    }

    /** Wakes one sleeper if there is something to lead for and nobody who does or is about to. */
    private void call() {
        if (!led && !called && sleepers > 0 && !groups.isEmpty()) {
            called = true;
            work.signal();
        }
    }

    private void endLead() {
        led = false;
        call();
    }

    /** Takers that sleep until there is a batch to lead. */
    int sleepers() {
        lock.lock();
        try {
            return sleepers;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the batch that is due; empty when there is none. */
    Batch take() {
        lock.lock();
        try {
            if (groups.isEmpty()) {
                return new Batch(List.of(), 0);
            }
            Iterator<Map.Entry<String, Queue<Entry>>> inOrder =
                    groups.entrySet().iterator();
            Map.Entry<String, Queue<Entry>> eldest = inOrder.next();
            String name = eldest.getKey();
            Queue<Entry> entries = eldest.getValue();
            inOrder.remove();
            long first = entries.element().atNanos();
            List<Delivery> batch = new ArrayList<>(Math.min(entries.size(), most));
            while (batch.size() < most && !entries.isEmpty()) {
                batch.add(entries.remove().delivery());
            }
            if (!entries.isEmpty()) {
                groups.put(name, entries);
            }
            return new Batch(batch, first);
        } finally {
            endLead();
            lock.unlock();
        }
    }

    /** Takes what was added before this moment. */
    List<Delivery> takeOlder(long nanoTime) {
        lock.lock();
        try {
            List<Delivery> older = new ArrayList<>();
            for (Iterator<Queue<Entry>> each = groups.values().iterator(); each.hasNext(); ) {
                Queue<Entry> entries = each.next();
                while (!entries.isEmpty() && entries.element().atNanos() - nanoTime < 0) {
                    older.add(entries.remove().delivery());
                }
                if (entries.isEmpty()) {
                    each.remove();
                }
            }
            return older;
        } finally {
            endLead();
            lock.unlock();
        }
    }

    /** Takes everything, and nothing more comes in; takers end. */
    List<Delivery> close() {
        lock.lock();
        try {
            closed = true;
            List<Delivery> rest = groups.values().stream()
                    .flatMap(Queue::stream)
                    .map(Entry::delivery)
                    .toList();
            groups.clear();
            work.signalAll();
            due.signalAll();
            return rest;
        } finally {
            lock.unlock();
        }
    }

    private Queue<Entry> head() {
        return groups.values().iterator().next();
    }

    private boolean full() {
        return !groups.isEmpty() && head().size() >= most;
    }

    /** Events that leave together, and when the first of them was added by the monotonic clock. */
    record Batch(List<Delivery> deliveries, long firstAtNanos) {}
}
