/** Who is told when telemetry is not healthy, and where one looks. */
@NullMarked
package com.runmat.telemetry.infra.monitoring;

import org.jspecify.annotations.NullMarked;
