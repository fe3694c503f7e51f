package com.runmat.telemetry.contract;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a name that one object repeats, which makes its event invalid: two readers could see two different events. The names of the
 * table are bits of a number, which the reader of the object keeps. The others, of which most objects have none and few have many,
 * stand in a row that is looked through; where they are many, in a set, so that the time stays linear. Used for one object.
 */
final class Repeats {
    private static final int ROW = 8;

    private @Nullable String @Nullable [] row;
    private @Nullable Set<String> many;
    private int others;

    /** Takes a name that the table does not know; false when the object had it before. */
    boolean first(String name) {
        if (many == null && others == ROW) {
            many = new HashSet<>(Arrays.asList(row));
        }
        boolean repeated = many == null ? inRow(name) : !many.add(name);
        others++;
        return !repeated;
    }

    private boolean inRow(String name) {
        if (row == null) {
            row = new String[ROW];
        }
        for (int i = 0; i < others; i++) {
            if (name.equals(row[i])) {
                return true;
            }
        }
        row[others] = name;
        return false;
    }
}
