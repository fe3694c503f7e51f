/** A stack's configuration as the Pulumi CLI would hand it to the program, read from the project's files. */
@NullMarked
package com.runmat.telemetry.plan.settings;

import org.jspecify.annotations.NullMarked;
