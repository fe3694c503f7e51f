package com.runmat.telemetry.infra;

import com.runmat.telemetry.plan.graph.PlannedResource;

/** What a resource is told. */
final class Told {
    private Told() {}

    /** The value at a path as a text; a path that leads nowhere fails the test and is named. */
    static String text(PlannedResource resource, String path) {
        return String.valueOf(
                resource.property(path).orElseThrow(() -> new AssertionError(resource.urn() + " has no " + path)));
    }
}
