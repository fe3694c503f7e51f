package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Optional;

/** Every day that is rehearsed. */
final class Drills {
    private Drills() {}

    static List<Drill> all(StackSettings settings) {
        return List.of(
                RegionLoss.of(settings),
                StateLoss.of(settings),
                Rotation.of(settings),
                Rollback.of(settings),
                EdgeChange.of(settings),
                ProjectLoss.of(settings));
    }

    static Optional<Drill> named(String name, StackSettings settings) {
        return all(settings).stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}
