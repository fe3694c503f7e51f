/** How HTTPS reaches the worker. */
@NullMarked
package com.runmat.telemetry.infra.edge;

import org.jspecify.annotations.NullMarked;
