/**
 * The UDP forwarder: receive → admit → queue → relay. {@link com.runmat.telemetry.forwarder.Forwarder} puts the rooms together;
 * none of them knows the next but through what it is handed.
 */
@NullMarked
package com.runmat.telemetry.forwarder;

import org.jspecify.annotations.NullMarked;
