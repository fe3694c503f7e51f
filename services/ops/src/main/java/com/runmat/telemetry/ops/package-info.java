/**
 * What a service needs to be operated: settings from the environment, the command line that checks them, JSON logs for Cloud
 * Logging, counters and histograms, and their Prometheus text. It knows nothing of telemetry events.
 */
@NullMarked
package com.runmat.telemetry.ops;

import org.jspecify.annotations.NullMarked;
