package com.runmat.telemetry.forwarder.queue;

/**
 * One admitted event: its line of NDJSON, stamped with id and time at arrival, so that every try sends the same bytes. Owned by
 * the queue or by the relay that took it, never by both.
 */
public final class Event {
    private final byte[] line;
    private final long arrivedNanos;
    private int tries;
    private long notBeforeNanos;

    /**
     * @param line UTF-8 with its newline; not copied
     * @param arrivedNanos {@link System#nanoTime()} at arrival
     */
    public Event(byte[] line, long arrivedNanos) {
        this.line = line;
        this.arrivedNanos = arrivedNanos;
    }

    /** Not copied: must not be changed. */
    public byte[] line() {
        return line;
    }

    public int size() {
        return line.length;
    }

    /** How often it went back to the queue. */
    public int tries() {
        return tries;
    }

    /** {@link System#nanoTime()} at arrival. */
    public long arrivedNanos() {
        return arrivedNanos;
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
