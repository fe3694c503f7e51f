/** The architecture picture, drawn from a plan. */
@NullMarked
package com.runmat.telemetry.plan.picture;

import org.jspecify.annotations.NullMarked;
