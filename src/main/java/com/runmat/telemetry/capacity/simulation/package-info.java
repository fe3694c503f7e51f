/** A pipeline in numbers: forwarders, their queues, the workers behind them, and what happens to events when something fails. */
@NullMarked
package com.runmat.telemetry.capacity.simulation;

import org.jspecify.annotations.NullMarked;
