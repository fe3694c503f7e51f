package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Field;

/** Room for events that wait, bounded by their number and by the memory they hold. Thread-safe. */
public final class Capacity {
    /** Bytes of an event without its texts, and of what is kept beside it while it waits. */
    private static final int EVENT_BYTES = 600;

    /** Bytes of a text without its characters, which are mostly ASCII. */
    private static final int TEXT_BYTES = 56;

    private static final int SPARED = 10;

    private static final Field[] FIELDS = Field.values();

    private final int maxEvents;
    private final long maxBytes;
    private int events;
    private long bytes;

    public Capacity(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** About the memory that an event holds, in bytes. */
    public static int bytes(Event event) {
        int sum = EVENT_BYTES;
        for (Field field : FIELDS) {
            if (event.value(field) instanceof String text) {
                sum += TEXT_BYTES + text.length();
            }
        }
        return sum;
    }

    /** Takes the room, or takes nothing and returns false when there is not that much. */
    public boolean take(int moreEvents, long moreBytes) {
        return takeWithin(maxEvents, maxBytes, moreEvents, moreBytes);
    }

    /** The same, but leaves the last tenth to what is worth more. */
    public boolean takeSparingly(int moreEvents, long moreBytes) {
        return takeWithin(maxEvents - maxEvents / SPARED, maxBytes - maxBytes / SPARED, moreEvents, moreBytes);
    }

    private synchronized boolean takeWithin(int mostEvents, long mostBytes, int moreEvents, long moreBytes) {
        if (events + moreEvents > mostEvents || bytes + moreBytes > mostBytes) {
            return false;
        }
        events += moreEvents;
        bytes += moreBytes;
        return true;
    }

    /** Returns what was taken. */
    public synchronized void give(int fewerEvents, long fewerBytes) {
        events -= fewerEvents;
        bytes -= fewerBytes;
    }

    /** Events that wait now. */
    public synchronized int events() {
        return events;
    }
}
