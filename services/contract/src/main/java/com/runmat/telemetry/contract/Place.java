package com.runmat.telemetry.contract;

import java.util.Arrays;
import java.util.List;

/**
 * One place in a client's body that feeds a field.
 *
 * @param path the member names from the top; a name may hold dots
 * @param rank a value from a lower rank replaces one from a higher rank, whichever stands first in the body
 * @param summed true when several places of this rank add up to the field's value
 */
public record Place(List<String> path, int rank, boolean summed) {
    /** The categories whose figures add up to the totals in the raw shape. */
    public static final List<String> CATEGORIES =
            List.of("fused_elementwise", "fused_reduction", "matmul", "linsolve", "mldivide", "mrdivide");

    static List<Place> top(String... names) {
        return ranked(List.of(), names);
    }

    static List<Place> payload(String name) {
        return ranked(List.of("payload"), name);
    }

    static List<Place> counter(String name) {
        return ranked(List.of("payload", "counters"), name);
    }

    static List<Place> device(String name) {
        return ranked(List.of("payload", "provider", "device"), name);
    }

    /** Flat in the payload, or nested below the provider under the other name. */
    static List<Place> figure(String flat, String nested) {
        return List.of(
                new Place(List.of("payload", flat), 0, false),
                new Place(List.of("payload", "provider", "telemetry", nested), 1, false));
    }

    /** As {@link #figure}, or else the sum of the member over all categories. */
    static List<Place> total(String name, String member) {
        List<Place> places = new java.util.ArrayList<>(figure(name, name));
        for (String category : CATEGORIES) {
            places.add(new Place(List.of("payload", "provider", "telemetry", category, member), 2, true));
        }
        return List.copyOf(places);
    }

    private static List<Place> ranked(List<String> parents, String... names) {
        List<Place> places = new java.util.ArrayList<>();
        Arrays.stream(names).forEach(name -> {
            List<String> path = new java.util.ArrayList<>(parents);
            path.add(name);
            places.add(new Place(List.copyOf(path), places.size(), false));
        });
        return List.copyOf(places);
    }
}
