package com.runmat.telemetry.plan.drill;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What must hold of each update of a drill.
 *
 * @param says the promise, a sentence
 * @param broken what breaks it in an update; nothing when it holds
 */
record Promise(String says, Function<Update.Done, List<String>> broken) {
    /** That an update does nothing of this kind. */
    static Promise nothing(String says, Predicate<Act> unwanted) {
        return new Promise(
                says,
                update -> update.acts().stream()
                        .filter(unwanted)
                        .map(Act::described)
                        .toList());
    }
}
