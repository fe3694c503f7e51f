/** The Pulumi program: entry and the stack's table of contents. */
@NullMarked
package com.runmat.telemetry.infra;

import org.jspecify.annotations.NullMarked;
