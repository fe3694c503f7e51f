/** How much of everything a number of events a day needs, from the figures that were measured, and where the walls stand. */
@NullMarked
package com.runmat.telemetry.capacity;

import org.jspecify.annotations.NullMarked;
