package com.runmat.telemetry.contract;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;

/**
 * Finds a name that one object repeats, which makes its event invalid: two readers could see two different events. A bit for
 * each name of the table, and for the few others a row that is looked through; where they are many, a set, so that the time
 * stays linear. Used for one object.
 */
final class Repeats {
    private static final int ROW = 8;

    private long seen;
    private @Nullable String @Nullable [] row;
    private @Nullable Set<String> many;
    private int others;

    /** The object has the name of this number. */
    void known(int number, JsonParser parser) {
        long bit = 1L << number;
        if ((seen & bit) != 0) {
            throw repeated(parser);
        }
        seen |= bit;
    }

    /** The object has a name that the table does not know. */
    void other(String name, JsonParser parser) {
        if (many == null && others == ROW) {
            many = new HashSet<>(Arrays.asList(row));
        }
        if (many == null ? inRow(name) : !many.add(name)) {
            throw repeated(parser);
        }
        others++;
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

    private static StreamReadException repeated(JsonParser parser) {
        return new StreamReadException(parser, "an object repeats a name");
    }
}
