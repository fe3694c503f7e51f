/**
 * The whole pipeline on one machine: clients → taps → worker and forwarder → stand-ins, with a page to watch it. Nothing here
 * is deployed, and nothing listens beyond the loopback interface.
 */
@NullMarked
package com.runmat.telemetry.local;

import org.jspecify.annotations.NullMarked;
