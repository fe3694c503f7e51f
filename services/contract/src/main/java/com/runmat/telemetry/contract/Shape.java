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
public record Shape(List<String> path, int rank, boolean summed) {
    /** The categories whose figures add up to the totals in the raw shape. */
    public static final List<String> CATEGORIES =
            List.of("fused_elementwise", "fused_reduction", "matmul", "linsolve", "mldivide", "mrdivide");

    static List<Shape> top(String... names) {
        return ranked(List.of(), names);
    }

    static List<Shape> payload(String name) {
        return ranked(List.of("payload"), name);
    }

    static List<Shape> counter(String name) {
        return ranked(List.of("payload", "counters"), name);
    }

    static List<Shape> device(String name) {
        return ranked(List.of("payload", "provider", "device"), name);
    }

    /** Flat in the payload, or nested below the provider under the other name. */
    static List<Shape> figure(String flat, String nested) {
        return List.of(
                new Shape(List.of("payload", flat), 0, false),
                new Shape(List.of("payload", "provider", "telemetry", nested), 1, false));
    }

    /** As {@link #figure}, or else the sum of the member over all categories. */
    static List<Shape> total(String name, String member) {
        List<Shape> shapes = new java.util.ArrayList<>(figure(name, name));
        for (String category : CATEGORIES) {
            shapes.add(new Shape(List.of("payload", "provider", "telemetry", category, member), 2, true));
        }
        return List.copyOf(shapes);
    }

    private static List<Shape> ranked(List<String> parents, String... names) {
        List<Shape> shapes = new java.util.ArrayList<>();
        Arrays.stream(names).forEach(name -> {
            List<String> path = new java.util.ArrayList<>(parents);
            path.add(name);
            shapes.add(new Shape(List.copyOf(path), shapes.size(), false));
        });
        return List.copyOf(shapes);
    }
}
