/** The in-process engine: Pulumi's resource monitor and engine services on a loopback port. */
@NullMarked
package com.runmat.telemetry.plan.engine;

import org.jspecify.annotations.NullMarked;
