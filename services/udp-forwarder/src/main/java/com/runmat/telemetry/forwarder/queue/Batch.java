package com.runmat.telemetry.forwarder.queue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Events as one request carries them: lines of NDJSON one behind the other in one growing buffer, each stamped at its arrival, so
 * that every try sends the same bytes. Owned by one thread, or by the queue, at a time.
 */
public final class Batch {
    private static final int FIRST_EVENTS = 16;

    private byte[] bytes;
    private int[] ends = new int[FIRST_EVENTS];
    private long[] arrivedNanos = new long[FIRST_EVENTS];
    private int events;
    private int tries;
    private boolean unanswered;
    private long notBeforeNanos;

    /** An empty one with room for lines of so many bytes before it must grow. */
    public Batch(int capacity) {
        bytes = new byte[capacity];
    }

    /** The buffer, with room for so many bytes behind {@link #length()}; good until the next call. */
    public byte[] room(int size) {
        int needed = length() + size;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        return bytes;
    }

    /** Takes the bytes that were written behind {@link #length()} for one line that arrived then, by {@link System#nanoTime()}. */
    public void add(int size, long arrived) {
        if (events == ends.length) {
            ends = Arrays.copyOf(ends, 2 * events);
            arrivedNanos = Arrays.copyOf(arrivedNanos, 2 * events);
        }
        ends[events] = length() + size;
        arrivedNanos[events] = arrived;
        events++;
    }

    /** Adds a copy of another's event. */
    void add(Batch from, int event) {
        int size = from.size(event);
        System.arraycopy(from.bytes, from.start(event), room(size), length(), size);
        add(size, from.arrivedNanos[event]);
    }

    /** The events that are picked by their index, as copies in a batch of their own, which was tried as often. */
    public Batch only(IntPredicate picked) {
        int[] those = IntStream.range(0, events).filter(picked).toArray();
        Batch some = new Batch(Arrays.stream(those).map(this::size).sum());
        for (int event : those) {
            some.add(this, event);
        }
        some.tries = tries;
        some.unanswered = unanswered;
        return some;
    }

    /** Empties it; its buffer stays as large as it has become. */
    public void clear() {
        events = 0;
        tries = 0;
        unanswered = false;
    }

    /** The lines, from 0 to {@link #length()}. Not copied: must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of all lines. */
    public int length() {
        return events == 0 ? 0 : ends[events - 1];
    }

    public int events() {
        return events;
    }

    public boolean isEmpty() {
        return events == 0;
    }

    int size(int event) {
        return ends[event] - start(event);
    }

    private int start(int event) {
        return event == 0 ? 0 : ends[event - 1];
    }

    /** See {@link Worth}. */
    boolean tellsAnEnd(int event) {
        return Worth.tellsAnEnd(bytes, start(event), ends[event]);
    }

    /** {@link System#nanoTime()} at an event's arrival. */
    public long arrivedNanos(int event) {
        return arrivedNanos[event];
    }

    /** How often it went back to the queue. */
    public int tries() {
        return tries;
    }

    /** A try of it got no answer that tells what became of it: it may have arrived, whatever comes of later tries. */
    public void leftUnanswered() {
        unanswered = true;
    }

    boolean isUnanswered() {
        return unanswered;
    }

    /** How its events count when they are given up: as {@code lost}, unless a try of them may have arrived. */
    public ForwarderCounter givenUp(ForwarderCounter lost) {
        return unanswered ? ForwarderCounter.DROPPED_UNANSWERED : lost;
    }

    long notBeforeNanos() {
        return notBeforeNanos;
    }

    void again(long notBefore) {
        tries++;
        notBeforeNanos = notBefore;
    }

    void hurry(long notBefore) {
        notBeforeNanos = notBefore;
    }
}
