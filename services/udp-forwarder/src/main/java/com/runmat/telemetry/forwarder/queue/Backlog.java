package com.runmat.telemetry.forwarder.queue;

import java.util.ArrayDeque;
import java.util.BitSet;

/** Full batches in the order of their arrival, which can be had without their eldest beginnings when room is needed. Not thread-safe. */
final class Backlog {
    private final ArrayDeque<Batch> full = new ArrayDeque<>();

    /** So many at the front tell of ends alone: what is shed is always taken from the eldest. */
    private int onlyEnds;

    void add(Batch batch) {
        full.add(batch);
    }

    boolean isEmpty() {
        return full.isEmpty();
    }

    int events() {
        return full.stream().mapToInt(Batch::events).sum();
    }

    /** The eldest. */
    Batch remove() {
        onlyEnds = Math.max(0, onlyEnds - 1);
        return full.remove();
    }

    void clear() {
        full.clear();
        onlyEnds = 0;
    }

    /**
     * Lets go of the eldest events that tell of no end.
     *
     * @return those, {@code most} at the most; none when only ends are left
     */
    Batch shed(int most) {
        Batch shed = new Batch(0);
        int batches = full.size();
        int looked = onlyEnds;
        onlyEnds = 0;
        // once around, so that the order stays
        for (int i = 0; i < batches; i++) {
            Batch batch = full.remove();
            boolean spent = i < looked;
            if (!spent && shed.events() < most) {
                batch = without(batch, most, shed);
                spent = shed.events() < most;
            }
            if (!batch.isEmpty()) {
                full.add(batch);
                onlyEnds += spent ? 1 : 0;
            }
        }
        return shed;
    }

    private static Batch without(Batch batch, int most, Batch shed) {
        BitSet going = new BitSet();
        for (int event = 0; event < batch.events() && shed.events() < most; event++) {
            if (!batch.tellsAnEnd(event)) {
                going.set(event);
                shed.add(batch, event);
            }
        }
        return going.isEmpty() ? batch : batch.only(event -> !going.get(event));
    }
}
