/** HTTP/1.1 servers on the loopback interface: the one way in which this module listens on TCP. */
@NullMarked
package com.runmat.telemetry.local.http;

import org.jspecify.annotations.NullMarked;
