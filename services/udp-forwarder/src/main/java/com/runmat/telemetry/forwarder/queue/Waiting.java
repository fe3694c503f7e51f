package com.runmat.telemetry.forwarder.queue;

/**
 * The batches that wait, in the order in which they leave: those that came back when their delay is over, then the full ones, then
 * the one that is still being filled. Owned by the queue, and used under its lock.
 */
final class Waiting {
    private final Backlog full = new Backlog();
    private final Retries delayed = new Retries();
    private final Filling open;

    Waiting(QueueLimits limits) {
        open = new Filling(limits);
    }

    boolean isEmpty() {
        return open.isEmpty() && full.isEmpty() && delayed.isEmpty();
    }

    /** Takes a copy of one event. */
    void add(Batch fresh, int event) {
        open.add(fresh, event, full::add);
    }

    /** Changes when events that are added mean something to who waits for a batch: the first of one, and the last of one that is full. */
    int stage() {
        return (open.isEmpty() ? 0 : 1) + (full.isEmpty() ? 0 : 2);
    }

    /** One that came back, to leave when its delay is over. */
    void putBack(Batch batch) {
        delayed.add(batch);
    }

    /** Delays are over now. */
    void hurry(long now) {
        delayed.hurry(now);
    }

    /**
     * Until one may leave: zero or less where one may, {@link Long#MAX_VALUE} where there is none.
     *
     * @param linger for which the open one waits for more, from the arrival of its first event
     */
    long nanosToFirst(long now, long linger) {
        long wait = full.isEmpty() ? delayed.nanosToFirst(now) : 0;
        return open.isEmpty() ? wait : Math.min(wait, open.since() + linger - now);
    }

    /** The one that leaves next; there is one that may. */
    Batch next(long now) {
        if (delayed.isDue(now)) {
            return delayed.remove();
        }
        return full.isEmpty() ? open.next() : full.remove();
    }

    /** Lets go of events as {@link Backlog#shed} does. */
    Batch shed(int most) {
        return full.shed(most);
    }

    /** A batch that nobody uses any more. */
    void giveBack(Batch batch) {
        open.giveBack(batch);
    }

    /** Events that no try can have delivered. */
    int undeliveredEvents() {
        return open.events() + full.events() + delayed.undeliveredEvents();
    }

    void clear() {
        open.clear();
        full.clear();
        delayed.clear();
    }
}
