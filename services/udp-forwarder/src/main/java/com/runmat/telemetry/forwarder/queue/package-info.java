/** The events between arrival and their end: bounded, lingering, retrying. */
@NullMarked
package com.runmat.telemetry.forwarder.queue;

import org.jspecify.annotations.NullMarked;
