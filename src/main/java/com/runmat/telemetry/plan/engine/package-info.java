/** The in-process engine: Pulumi's resource monitor and engine services. */
@NullMarked
package com.runmat.telemetry.plan.engine;

import org.jspecify.annotations.NullMarked;
