package com.runmat.telemetry.contract;

import org.jspecify.annotations.Nullable;

/** The values read so far, one place a field, and the rank of the place that each came from. */
@SuppressWarnings("EnumOrdinal") // what EnumMap does inside, with a rank beside each value and no boxing
final class Values {
    private final @Nullable Object[] values = new @Nullable Object[Field.ALL.size()];

    /** One more than the rank of the place that each value came from; 0 where there is none. */
    private final byte[] ranks = new byte[values.length];

    private long unfit;

    /** The lower rank wins; places of one summed rank add up; else the later place of the same rank wins. */
    void put(WireTree.Leaf leaf, Object value) {
        int at = leaf.field().ordinal();
        byte rank = (byte) (leaf.place().rank() + 1);
        if (ranks[at] != 0 && rank > ranks[at]) {
            return;
        }
        boolean add = rank == ranks[at] && leaf.place().summed();
        values[at] = add ? sum(values[at], value) : value;
        ranks[at] = rank;
    }

    void put(Field field, @Nullable Object value) {
        values[field.ordinal()] = value;
    }

    @Nullable
    Object get(Field field) {
        return values[field.ordinal()];
    }

    @Nullable
    String text(Field field) {
        return get(field) instanceof String text ? text : null;
    }

    /** Remembers that the client gave a value that cannot be kept. */
    void markUnfit(Field field) {
        unfit |= 1L << field.ordinal();
    }

    boolean unfit(Field field) {
        return (unfit & (1L << field.ordinal())) != 0;
    }

    long number(Field field, long otherwise) {
        return get(field) instanceof Long number ? number : otherwise;
    }

    /** Each part is within the field's bounds, far below overflow; the total is bounded when the event is made. */
    private static Object sum(@Nullable Object before, Object value) {
        return before instanceof Long a && value instanceof Long b ? (Object) (a + b) : value;
    }
}
