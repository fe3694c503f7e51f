/** Taking over what stands: by which id the provider imports each resource of the plan. */
@NullMarked
package com.runmat.telemetry.plan.adopt;

import org.jspecify.annotations.NullMarked;
