/** Decides for each datagram whether it becomes an event: size, source, form, room. */
@NullMarked
package com.runmat.telemetry.forwarder.admit;

import org.jspecify.annotations.NullMarked;
