package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.report.Effect;
import java.util.List;
import java.util.Optional;

/**
 * That a change replaces a resource, by the table of replacing inputs.
 *
 * @param deleteFirst whether the old one goes before the new one comes: the provider's way with what was given a name
 */
record Replacement(List<String> causes, boolean deleteFirst) {
    /** Empty where the change is an update in place, or none. */
    static Optional<Replacement> of(PlannedResource resource, List<String> paths) {
        var effect = Effect.of(resource.type(), paths);
        return switch (effect.kind()) {
            case UPDATED, NOTED -> Optional.empty();
            case REPLACED -> Optional.of(new Replacement(effect.causes(), named(resource)));
            case UNKNOWN -> Optional.of(new Replacement(paths, true));
        };
    }

    private static boolean named(PlannedResource resource) {
        return resource.options().deleteBeforeReplace() || resource.properties().containsKey("name");
    }
}
