/** A plan for readers: tree, counts, JSON, difference, cost and picture. */
@NullMarked
package com.runmat.telemetry.plan.report;

import org.jspecify.annotations.NullMarked;
