/** The stack run against an engine in this process: what `pulumi up` would create, without cloud, credentials or network. */
@NullMarked
package com.runmat.telemetry.plan;

import org.jspecify.annotations.NullMarked;
