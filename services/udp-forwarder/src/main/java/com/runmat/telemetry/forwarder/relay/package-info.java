/** Sends batches to the worker and acts on its answers. */
@NullMarked
package com.runmat.telemetry.forwarder.relay;

import org.jspecify.annotations.NullMarked;
