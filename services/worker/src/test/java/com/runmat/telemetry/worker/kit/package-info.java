/** Stand-ins and clients for the worker's tests: real servers and real connections. */
@NullMarked
package com.runmat.telemetry.worker.kit;

import org.jspecify.annotations.NullMarked;
