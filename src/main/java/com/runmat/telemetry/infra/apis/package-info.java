/** The Google APIs that the project must have enabled. */
@NullMarked
package com.runmat.telemetry.infra.apis;

import org.jspecify.annotations.NullMarked;
