/** The HTTP service on Cloud Run. */
@NullMarked
package com.runmat.telemetry.infra.region.worker;

import org.jspecify.annotations.NullMarked;
