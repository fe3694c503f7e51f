/** The architecture picture, drawn from a plan. */
@NullMarked
package com.runmat.telemetry.infra.plan.picture;

import org.jspecify.annotations.NullMarked;
