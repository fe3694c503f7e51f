/** Who the services are. */
@NullMarked
package com.runmat.telemetry.infra.identities;

import org.jspecify.annotations.NullMarked;
