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
 * client with many does not hold up the rest. The taker is woken for the first event and for a full group only, so that an event
 * costs no thread switch of its own. Not bounded here: whoever adds has taken room. Thread-safe, for one taker.
 */
final class SendQueue {
    /** An event and when it was added. */
    private record Entry(Delivery delivery, long atNanos) {}

    private final int most;
    private final Function<Event, String> group;
    private final Map<String, Queue<Entry>> groups = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
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
            boolean empty = groups.isEmpty();
            boolean full = full();
            long now = System.nanoTime();
            for (Delivery delivery : deliveries) {
                groups.computeIfAbsent(group.apply(delivery.event()), name -> new ArrayDeque<>(4))
                        .add(new Entry(delivery, now));
            }
            if (empty || (!full && full())) {
                changed.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a batch is due.
     *
     * @param linger nanoseconds that the first event waits for others, asked whenever it may have changed
     * @return when the batch's first event was added, by the monotonic clock
     */
    long awaitDue(LongSupplier linger) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (groups.isEmpty()) {
                    changed.await();
                    continue;
                }
                long first = head().element().atNanos();
                long left = first + linger.getAsLong() - System.nanoTime();
                if (left <= 0 || full()) {
                    return first;
                }
                long ignored = changed.awaitNanos(left);
            }
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
            lock.unlock();
        }
    }

    /** Takes everything, and nothing more comes in. */
    List<Delivery> close() {
        lock.lock();
        try {
            closed = true;
            List<Delivery> rest = groups.values().stream()
                    .flatMap(Queue::stream)
                    .map(Entry::delivery)
                    .toList();
            groups.clear();
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
