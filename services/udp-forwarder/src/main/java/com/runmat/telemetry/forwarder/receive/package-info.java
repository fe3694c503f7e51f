/** Sockets and the threads that read them; the kernel's own drops. */
@NullMarked
package com.runmat.telemetry.forwarder.receive;

import org.jspecify.annotations.NullMarked;
