package com.runmat.telemetry.plan.drill;

import java.util.List;
import java.util.function.Function;

/**
 * What must hold of each update of a drill.
 *
 * @param says the promise, a sentence
 * @param broken what breaks it in an update; nothing when it holds
 */
record Promise(String says, Function<Update.Done, List<String>> broken) {}
