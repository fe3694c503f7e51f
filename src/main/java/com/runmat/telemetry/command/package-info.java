/** The commands that need the Pulumi program: which they are, and where {@code ./telemetry} enters. */
@NullMarked
package com.runmat.telemetry.command;

import org.jspecify.annotations.NullMarked;
