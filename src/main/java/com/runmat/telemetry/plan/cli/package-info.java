/** What the Pulumi CLI says in JSON of what it would do. */
@NullMarked
package com.runmat.telemetry.plan.cli;

import org.jspecify.annotations.NullMarked;
