/** JSON from pull requests and from programs that they ran: read within limits, or refused with a sentence. */
@NullMarked
package com.runmat.telemetry.plan.untrusted;

import org.jspecify.annotations.NullMarked;
