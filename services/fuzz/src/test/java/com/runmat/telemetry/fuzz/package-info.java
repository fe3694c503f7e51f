/**
 * What anyone may send or set, fuzzed by coverage. A build tries the committed inputs beside these tests; {@code JAZZER_FUZZ=1} with
 * {@code -Dtest=EventFuzzTest#reader} looks for new ones.
 */
@NullMarked
package com.runmat.telemetry.fuzz;

import org.jspecify.annotations.NullMarked;
