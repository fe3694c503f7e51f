package com.runmat.telemetry.forwarder.counters;

import com.runmat.telemetry.ops.Counters;

/** What one thread counts and adds to the shared counters now and then, all at once. Not thread-safe. */
public final class Tally {
    private final ForwarderCounter[] counters = ForwarderCounter.values();
    private final int[] counts = new int[counters.length];

    @SuppressWarnings("EnumOrdinal") // what EnumMap does inside, without boxes
    public void increment(ForwarderCounter counter) {
        counts[counter.ordinal()]++;
    }

    /** Adds all, {@link ForwarderCounter#RECEIVED} first, and begins anew. */
    public void addTo(Counters<ForwarderCounter> shared) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                shared.add(counters[i], counts[i]);
                counts[i] = 0;
            }
        }
    }
}
