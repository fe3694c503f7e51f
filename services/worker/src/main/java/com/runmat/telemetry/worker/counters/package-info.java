/** What the worker counts. */
@NullMarked
package com.runmat.telemetry.worker.counters;

import org.jspecify.annotations.NullMarked;
