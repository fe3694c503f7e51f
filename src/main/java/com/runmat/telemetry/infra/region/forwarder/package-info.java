/** The UDP service: machines, the group that keeps them, the load balancer before them. */
@NullMarked
package com.runmat.telemetry.infra.region.forwarder;

import org.jspecify.annotations.NullMarked;
