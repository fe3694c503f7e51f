/** What an operator's probes and Prometheus read. */
@NullMarked
package com.runmat.telemetry.forwarder.health;

import org.jspecify.annotations.NullMarked;
