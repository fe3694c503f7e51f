/** HTTP requests that end in time, for whatever a service posts to. */
@NullMarked
package com.runmat.telemetry.ops.http;

import org.jspecify.annotations.NullMarked;
