package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Map;

/**
 * A bad day that can be rehearsed. Its steps are those of its page.
 *
 * @param name as the command takes it
 * @param page below docs/operate
 * @param before what the stack's settings are changed to before, by full key, one update after the other, so that the day can
 *     happen to it
 * @param variables of the environment that its commands need when they are typed for real
 * @param promises what must hold of each update
 */
record Drill(
        String name,
        String what,
        String page,
        List<Map<String, String>> before,
        List<String> variables,
        List<Step> steps,
        List<Promise> promises) {
    Drill {
        before = before.stream().map(Map::copyOf).toList();
        variables = List.copyOf(variables);
        steps = List.copyOf(steps);
        promises = List.copyOf(promises);
    }

    /** The settings that it begins with. */
    StackSettings settings(StackSettings given) {
        var settings = given;
        for (var stage : before) {
            settings = Setting.changed(settings, stage);
        }
        return settings;
    }
}
