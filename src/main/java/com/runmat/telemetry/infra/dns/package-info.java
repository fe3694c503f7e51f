/** The zones and what stands in them. */
@NullMarked
package com.runmat.telemetry.infra.dns;

import org.jspecify.annotations.NullMarked;
