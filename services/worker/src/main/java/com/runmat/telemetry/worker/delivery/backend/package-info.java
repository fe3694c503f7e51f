/** The back ends' languages: events in, one request or a few, one outcome an event. They know nothing of queues and of each other. */
@NullMarked
package com.runmat.telemetry.worker.delivery.backend;

import org.jspecify.annotations.NullMarked;
