/** The forwarder's own network. */
@NullMarked
package com.runmat.telemetry.infra.network;

import org.jspecify.annotations.NullMarked;
