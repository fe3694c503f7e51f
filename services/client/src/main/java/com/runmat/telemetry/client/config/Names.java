package com.runmat.telemetry.client.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which names of a TOML text are taken, and by what: TOML lets nothing be defined twice. A name's place is told by a text of its own
 * that has the elements of arrays in it.
 */
final class Names {
    /** The place of what stands before the first header. */
    static final String ROOT = "";

    private enum Taken {
        VALUE,
        HEADER,
        /** By a header of something below it; its own header may still come. */
        ABOVE_HEADER,
        DOTTED,
        ARRAY
    }

    private final Map<String, Taken> taken = new HashMap<>();
    private final Map<String, Integer> elements = new HashMap<>();

    /** Takes the name of a header {@code [a.b]}; null when it is not free. */
    @Nullable
    String table(List<String> path) {
        String place = above(path);
        if (place == null) {
            return null;
        }
        place = below(place, path.get(path.size() - 1));
        Taken before = taken.put(place, Taken.HEADER);
        return before == null || before == Taken.ABOVE_HEADER ? place : null;
    }

    /** The same of a header {@code [[a.b]]}, which makes a new element. */
    @Nullable
    String element(List<String> path) {
        String place = above(path);
        if (place == null) {
            return null;
        }
        place = below(place, path.get(path.size() - 1));
        Taken before = taken.put(place, Taken.ARRAY);
        return before == null || before == Taken.ARRAY ? element(place, elements.merge(place, 1, Integer::sum)) : null;
    }

    /** Takes the name of a value, in the table at this place. */
    @Nullable
    String value(String table, List<String> key) {
        String place = table;
        for (String part : key.subList(0, key.size() - 1)) {
            place = below(place, part);
            Taken before = taken.putIfAbsent(place, Taken.DOTTED);
            if (before != null && before != Taken.DOTTED) {
                return null;
            }
        }
        place = below(place, key.get(key.size() - 1));
        return taken.putIfAbsent(place, Taken.VALUE) == null ? place : null;
    }

    /** The place of an array's element. */
    static String element(String array, int number) {
        return array + '\1' + number;
    }

    private @Nullable String above(List<String> path) {
        String place = ROOT;
        for (String part : path.subList(0, path.size() - 1)) {
            place = below(place, part);
            Taken before = taken.putIfAbsent(place, Taken.ABOVE_HEADER);
            if (before == Taken.VALUE) {
                return null;
            }
            if (before == Taken.ARRAY) {
                place = element(place, elements.getOrDefault(place, 1));
            }
        }
        return place;
    }

    private static String below(String place, String part) {
        return place + '\0' + part;
    }
}
