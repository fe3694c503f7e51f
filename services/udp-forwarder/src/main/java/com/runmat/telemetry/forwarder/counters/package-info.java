/** The names of what the forwarder counts; every other package counts, so this one knows none of them. */
@NullMarked
package com.runmat.telemetry.forwarder.counters;

import org.jspecify.annotations.NullMarked;
