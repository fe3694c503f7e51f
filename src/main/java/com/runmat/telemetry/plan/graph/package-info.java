/** What a run of the program asked for: resources, their properties and options, and how they hang together. */
@NullMarked
package com.runmat.telemetry.plan.graph;

import org.jspecify.annotations.NullMarked;
