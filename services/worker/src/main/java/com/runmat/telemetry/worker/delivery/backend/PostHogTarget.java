package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.ops.Secret;
import java.net.URI;

/** A PostHog project: its host and the key that names it. */
public record PostHogTarget(URI host, Secret apiKey) {
    URI batch() {
        return Targets.path(host, "/batch/");
    }
}
